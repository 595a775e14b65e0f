import { AppError } from '../../../shared/errors/app-error.ts';

export type Body = NonNullable<RequestInit['body']>;

export interface Hop {
  url: URL;
  method: string;
  headers: Headers;
  body: Body | null;
}

const redirects: readonly number[] = [301, 302, 303, 307, 308];
const mostHops = 5;

/** Headers that say nothing about who asks. */
const harmless: readonly string[] = ['accept', 'accept-language', 'range', 'user-agent'];
const isAnonymous = ({ method, headers }: Hop): boolean =>
  (method === 'GET' || method === 'HEAD') && [...headers.keys()].every((name) => harmless.includes(name));

/**
 * Follows redirects as fetch does, but never takes a key or a prompt to another origin: fetch itself takes
 * `authorization` off there, and leaves `x-api-key` and the body. A bare download may go where it is sent.
 */
export async function follow(first: Hop, ask: (hop: Hop) => Promise<Response>): Promise<Response> {
  let hop = first;
  for (let hops = 0; ; hops += 1) {
    const response = await ask(hop);
    const location = redirects.includes(response.status) ? response.headers.get('location') : null;
    if (location === null) return response;
    // Nobody reads it, and it holds the connection.
    await response.body?.cancel();
    const url = URL.parse(location, hop.url.href);
    if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) throw bad(hop, 'to no address at all');
    if (url.origin !== hop.url.origin && !isAnonymous(hop)) throw bad(hop, `to ${url.origin}, and gets no key there`);
    if (hops >= mostHops) throw bad(hop, 'again and again');
    hop = next(hop, url, response.status);
  }
}

function next(hop: Hop, url: URL, status: number): Hop {
  const becomesGet = status === 303 ? hop.method !== 'HEAD' : status < 303 && hop.method === 'POST';
  if (!becomesGet) {
    if (hop.body instanceof ReadableStream) throw bad(hop, 'what can be sent only once');
    return { ...hop, url };
  }
  const headers = new Headers(hop.headers);
  for (const name of ['content-type', 'content-length', 'content-encoding', 'content-language']) headers.delete(name);
  return { url, method: 'GET', headers, body: null };
}

const bad = ({ url }: Hop, words: string): AppError =>
  new AppError('PROVIDER_BAD_ANSWER', `${url.origin} redirects ${words}. Check the base URL.`, {
    retryable: false,
    details: { reason: 'redirect' },
  });
