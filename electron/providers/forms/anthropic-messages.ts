import { z } from 'zod';
import type { Connection, ListedModel } from '../define-vendor.ts';
import { getJson, getPages, readable } from './get-json.ts';

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

const page = z.looseObject({
  data: z.array(z.unknown()),
  has_more: z.boolean().nullish(),
  last_id: z.string().nullish(),
});
const entry = z.looseObject({ id: z.string().min(1), display_name: z.string().nullish() });

/** `GET /models`: https://docs.claude.com/en/api/models-list */
export async function listMessagesModels(
  { settings, apiKey, fetch }: Reach,
  signal: AbortSignal,
): Promise<Omit<ListedModel, 'ownedBy'>[]> {
  const pages = await getPages(
    (after) =>
      getJson({
        url: `${settings.baseUrl}/models?${new URLSearchParams({ limit: '1000', ...(after && { after_id: after }) }).toString()}`,
        headers: { 'anthropic-version': '2023-06-01', ...(apiKey && { 'x-api-key': apiKey.reveal() }) },
        answer: page,
        fetch,
        signal,
      }),
    ({ has_more, last_id }) => (has_more ? last_id : null),
  );
  return readable(
    pages.flatMap(({ data }) => data),
    entry,
  ).map(({ id, display_name }) => ({ id, name: display_name || id }));
}
