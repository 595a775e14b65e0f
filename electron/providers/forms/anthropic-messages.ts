import { z } from 'zod';
import type { Connection, ListedModel } from '../define-vendor.ts';
import type { RelayFactories } from '../relay-line.ts';
import type { TokenCounter } from '../services/token-count.ts';
import { getJson, getPages, readable } from './asking/get-json.ts';
import { countUnder, only, tokenCounter } from './extras/count-tokens.ts';
import { type KnownDetails, knownDetails } from './lists/details.ts';

type Reach = Connection<{ baseUrl: string }>;

/** A server of one's own may want no key at all, while the package always writes the header. */
const withoutKey =
  (fetchIt: typeof fetch): typeof fetch =>
  (input, init) => {
    const headers = new Headers(init?.headers);
    headers.delete('x-api-key');
    return fetchIt(input, { ...init, headers });
  };

/** The Messages API, of Anthropic itself or of those who copied it. */
export async function messagesClient({ settings, apiKey, fetch }: Reach) {
  const { createAnthropic } = await import('@ai-sdk/anthropic');
  return createAnthropic({
    baseURL: settings.baseUrl,
    // Left out, the package would look for one in the environment.
    apiKey: apiKey?.reveal() ?? '',
    fetch: apiKey ? fetch : withoutKey(fetch),
  });
}

const accountHeaders = ({ apiKey }: Reach): Record<string, string> => ({
  'anthropic-version': '2023-06-01',
  ...(apiKey && { 'x-api-key': apiKey.reveal() }),
});

/** `POST /messages`, as it is asked: https://docs.claude.com/en/api/messages */
export const messagesRelays = {
  'anthropic-messages': (connection) => ({
    url: `${connection.settings.baseUrl}/messages`,
    headers: accountHeaders(connection),
  }),
} satisfies RelayFactories<Reach['settings']>;

/** What the count takes of a request. */
export const countedFields = ['model', 'messages', 'system', 'tools', 'tool_choice', 'thinking'];

/** `POST /messages/count_tokens`: https://docs.claude.com/en/api/messages-count-tokens */
export const messagesTokenCounter = (connection: Reach): TokenCounter =>
  tokenCounter({
    open: async (id, counting) =>
      (await messagesClient({ ...connection, fetch: counting(connection.fetch) })).messages(id),
    redirect: (url, body) => ({ url: `${url}/count_tokens`, body: only(body, countedFields) }),
    answer: countUnder('input_tokens'),
  });

const page = z.looseObject({
  data: z.array(z.unknown()),
  has_more: z.boolean().nullish(),
  last_id: z.string().nullish(),
});
const able = z.looseObject({ supported: z.boolean() }).nullish().catch(null);
const entry = z.looseObject({
  id: z.string().min(1),
  display_name: z.string().nullish(),
  max_input_tokens: z.int().nullish().catch(null),
  max_tokens: z.int().nullish().catch(null),
  capabilities: z
    .looseObject({ image_input: able, pdf_input: able, structured_outputs: able, thinking: able })
    .nullish()
    .catch(null),
});

/** Newer answers say what a model can do; a copy of the API mostly does not. */
function detailsOf({ max_input_tokens, max_tokens, capabilities }: z.output<typeof entry>): KnownDetails {
  const { image_input: image, pdf_input: pdf, structured_outputs, thinking } = capabilities ?? {};
  return knownDetails({
    context: max_input_tokens,
    maxOutput: max_tokens,
    inputs: image && [
      'text',
      ...(image.supported ? (['image'] as const) : []),
      ...(pdf?.supported ? (['pdf'] as const) : []),
    ],
    structuredOutput: structured_outputs?.supported,
    reasoning: thinking?.supported,
  });
}

/** `GET /models`: https://docs.claude.com/en/api/models-list */
export async function listMessagesModels(
  connection: Reach,
  signal: AbortSignal,
): Promise<Omit<ListedModel, 'ownedBy'>[]> {
  const { settings, fetch } = connection;
  const pages = await getPages(
    (after) =>
      getJson({
        url: `${settings.baseUrl}/models?${new URLSearchParams({ limit: '1000', ...(after && { after_id: after }) }).toString()}`,
        headers: accountHeaders(connection),
        answer: page,
        fetch,
        signal,
      }),
    ({ has_more, last_id }) => (has_more ? last_id : null),
  );
  return readable(
    pages.flatMap(({ data }) => data),
    entry,
  ).map((model) => ({ id: model.id, name: model.display_name || model.id, ...detailsOf(model) }));
}
