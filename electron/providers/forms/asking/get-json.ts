import type { z } from 'zod';

export interface GetOptions<Answer> {
  url: string;
  /** Default: none. */
  headers?: Record<string, string>;
  answer: z.ZodType<Answer>;
  fetch: typeof fetch;
  signal: AbortSignal;
}

/** A question outside of what a vendor's package can ask. What goes wrong is thrown in the packages' own form. */
export async function getJson<Answer>(options: GetOptions<Answer>): Promise<Answer> {
  const { url, headers = {}, answer, fetch, signal } = options;
  const { createJsonResponseHandler, createStatusCodeErrorResponseHandler, getFromApi } = await import(
    '@ai-sdk/provider-utils'
  );
  signal.throwIfAborted();
  const { value } = await getFromApi({
    url,
    headers,
    successfulResponseHandler: createJsonResponseHandler(answer),
    failedResponseHandler: createStatusCodeErrorResponseHandler(),
    abortSignal: signal,
    fetch,
  });
  return value;
}

/** A list that points at itself must end somewhere. */
const mostPages = 50;

/** A list that comes in pages: `ask` gets nothing for the first, then what the page before it named. */
export async function getPages<Page>(
  ask: (cursor: string | undefined) => Promise<Page>,
  cursorAfter: (page: Page) => string | null | undefined,
): Promise<Page[]> {
  const pages: Page[] = [];
  let cursor: string | undefined;
  do {
    const page = await ask(cursor);
    pages.push(page);
    cursor = cursorAfter(page) || undefined;
  } while (cursor !== undefined && pages.length < mostPages);
  return pages;
}

/** The entries that can be read: one that a vendor writes in a new way must not take the others with it. */
export const readable = <Entry>(entries: readonly unknown[], schema: z.ZodType<Entry>): Entry[] =>
  entries.flatMap((given) => {
    const entry = schema.safeParse(given);
    return entry.success ? [entry.data] : [];
  });
