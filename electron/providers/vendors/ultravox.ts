import { z } from 'zod';
import { type Connection, defineVendor } from '../define-vendor.ts';
import { getJson, getPages, readable } from '../forms/asking/get-json.ts';
import { apiAddress } from '../forms/settings/fields.ts';
import { requireKey } from '../forms/settings/require-key.ts';

const settings = z.object({ baseUrl: apiAddress('https://api.ultravox.ai/api') });

const headersOf = ({ apiKey }: Pick<Connection<object>, 'apiKey'>) => ({
  'X-API-Key': requireKey('Ultravox', apiKey),
});

const page = z.looseObject({ results: z.array(z.unknown()), next: z.string().nullish() });
const entry = z.looseObject({ name: z.string().min(1) });

export const ultravox = defineVendor({
  id: 'ultravox',
  name: 'Ultravox',
  keyPage: 'https://app.ultravox.ai/settings/',
  needsKey: 'required',
  environment: ['ULTRAVOX_API_KEY'],
  settings,
  baseUrl: (own) => own.baseUrl,
  models: {
    async realtime({ settings: { baseUrl }, apiKey, fetch, openSocket }, id) {
      const { ultravoxRealtime } = await import('../realtime/agent-calls.ts');
      return ultravoxRealtime(id, { provider: 'ultravox', baseUrl, headers: headersOf({ apiKey }), fetch, openSocket });
    },
  },
  /** https://docs.ultravox.ai/api-reference/models/list-models: the next page is a whole address. */
  async listModels({ settings: { baseUrl }, apiKey, fetch }, signal) {
    const pages = await getPages(
      (cursor) => {
        const query = cursor ? `?${new URLSearchParams({ cursor }).toString()}` : '';
        return getJson({
          url: `${baseUrl}/models${query}`,
          headers: headersOf({ apiKey }),
          answer: page,
          fetch,
          signal,
        });
      },
      ({ next }) => (next ? URL.parse(next)?.searchParams.get('cursor') : null),
    );
    const listed = readable(
      pages.flatMap(({ results }) => results),
      entry,
    );
    return listed.map(({ name }) => ({ id: name, name, ownedBy: null }));
  },
});
