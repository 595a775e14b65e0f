import { z } from 'zod';
import { type Connection, defineVendor } from '../define-vendor.ts';
import { getJson, readable } from '../forms/get-json.ts';
import { requireKey } from '../forms/require-key.ts';
import { apiAddress } from '../forms/setting-fields.ts';

const settings = z.object({ baseUrl: apiAddress('https://api.replicate.com/v1') });

async function client({ settings: own, apiKey, fetch }: Connection<z.output<typeof settings>>) {
  const { createReplicate } = await import('@ai-sdk/replicate');
  return createReplicate({ baseURL: own.baseUrl, apiToken: requireKey('Replicate', apiKey), fetch });
}

const collection = z.looseObject({ models: z.array(z.unknown()) });
const entry = z.looseObject({ owner: z.string().min(1), name: z.string().min(1) });

export const replicate = defineVendor({
  id: 'replicate',
  name: 'Replicate',
  keyPage: 'https://replicate.com/account/api-tokens',
  needsKey: 'required',
  environment: ['REPLICATE_API_TOKEN'],
  keyPattern: /^r8_/,
  settings,
  baseUrl: (own) => own.baseUrl,
  models: {
    image: async (connection, id) => (await client(connection)).image(id),
  },
  /** It hosts what anybody uploads; this is the list it keeps of those that make pictures. */
  async listModels({ settings: { baseUrl }, apiKey, fetch }, signal) {
    const { models } = await getJson({
      url: `${baseUrl}/collections/text-to-image`,
      headers: { Authorization: `Bearer ${requireKey('Replicate', apiKey)}` },
      answer: collection,
      fetch,
      signal,
    });
    return readable(models, entry).map(({ owner, name }) => ({
      id: `${owner}/${name}`,
      name: `${owner}/${name}`,
      ownedBy: owner,
    }));
  },
});
