import { z } from 'zod';
import { defineVendor } from '../define-vendor.ts';
import { getJson } from '../forms/asking/get-json.ts';
import { amount } from '../forms/extras/nano.ts';
import { stableImage } from '../forms/images/stable.ts';
import { apiAddress } from '../forms/settings/fields.ts';
import { requireKey } from '../forms/settings/require-key.ts';
import { entryOf } from '../services/balance.ts';

const settings = z.object({ baseUrl: apiAddress('https://api.stability.ai') });

/** What its documentation names: https://platform.stability.ai/docs/api-reference#tag/Generate */
const models = [
  ['stable-image-ultra', 'Stable Image Ultra'],
  ['stable-image-core', 'Stable Image Core'],
  ['sd3.5-large', 'Stable Diffusion 3.5 Large'],
  ['sd3.5-large-turbo', 'Stable Diffusion 3.5 Large Turbo'],
  ['sd3.5-medium', 'Stable Diffusion 3.5 Medium'],
  ['sd3.5-flash', 'Stable Diffusion 3.5 Flash'],
] as const;

/** https://platform.stability.ai/docs/api-reference#tag/v1/operation/userBalance */
const balances = z.looseObject({ credits: amount });

export const stability = defineVendor({
  id: 'stability',
  name: 'Stability AI',
  keyPage: 'https://platform.stability.ai/account/keys',
  needsKey: 'required',
  environment: ['STABILITY_API_KEY', 'STABILITY_KEY'],
  settings,
  baseUrl: (own) => own.baseUrl,
  models: {
    image: async ({ settings: { baseUrl }, apiKey, fetch }, id) =>
      stableImage(id, { provider: 'stability', baseUrl, apiKey: requireKey('Stability AI', apiKey), fetch }),
  },
  extras: {
    balance: ({ settings: { baseUrl }, apiKey, fetch }) => ({
      async read(signal) {
        const { credits: left } = await getJson({
          url: `${baseUrl}/v1/user/balance`,
          headers: { Authorization: `Bearer ${requireKey('Stability AI', apiKey)}` },
          answer: balances,
          fetch,
          signal,
        });
        return [entryOf({ what: 'left', unit: 'nano-credits', left })];
      },
    }),
  },
  /** It lists none of these; its word on the account says whether the key is good. */
  async listModels({ settings: { baseUrl }, apiKey, fetch }, signal) {
    await getJson({
      url: `${baseUrl}/v1/user/account`,
      headers: { Authorization: `Bearer ${requireKey('Stability AI', apiKey)}` },
      answer: z.looseObject({ id: z.string() }),
      fetch,
      signal,
    });
    return models.map(([id, name]) => ({ id, name, ownedBy: 'stabilityai' }));
  },
});
