import type { z } from 'zod';
import { AppError } from '../../../shared/errors/app-error.ts';
import { causes } from '../errors/error-facts.ts';
import { networkProblemOf } from '../errors/network-problems.ts';

/** How long whoever makes tokens may take, in ms. */
const tokenTimeout = 20_000;

export interface TokenQuestion<Answer> {
  url: string;
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body?: string;
  answer: z.ZodType<Answer>;
  /** What a refusal means; `body` is what came, read as JSON where it can be. */
  refusal(status: number, body: unknown): AppError;
  fetch: typeof fetch;
}

const asJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/**
 * A `fetch` for hosts that make tokens. They are others than the provider's, so what goes wrong on the way is told
 * here: told as the provider's it would name the wrong host. A refusal is an answer, and left to whoever asked.
 */
export const signInFetch =
  (fetchIt: typeof fetch): typeof fetch =>
  async (input, init) => {
    const { host } = new URL(input instanceof Request ? input.url : input);
    try {
      const response = await fetchIt(input, { ...init, signal: AbortSignal.timeout(tokenTimeout) });
      const { status, headers } = response;
      // Also of a refusal: what nobody reads holds the connection.
      const text = await response.text();
      if (status === 429) throw new AppError('RATE_LIMITED', `${host} gets too many requests. Try again in a moment.`);
      if (status >= 500) {
        throw new AppError('PROVIDER_UNHEALTHY', `${host} has trouble (status ${status}). Try again in a moment.`);
      }
      return new Response(text || null, { status, headers });
    } catch (error) {
      throw connectionError(error, host);
    }
  };

export async function fetchToken<Answer>(question: TokenQuestion<Answer>): Promise<Answer> {
  const { url, method, headers, body, answer, refusal, fetch } = question;
  const response = await signInFetch(fetch)(url, {
    method,
    headers: { accept: 'application/json', ...headers },
    ...(body !== undefined && { body }),
  });
  const given = asJson(await response.text());
  if (!response.ok) throw refusal(response.status, given);
  const parsed = answer.safeParse(given);
  if (parsed.success) return parsed.data;
  const { host } = new URL(url);
  throw new AppError('PROVIDER_BAD_ANSWER', `${host} did not answer with a token. Try again in a moment.`);
}

function connectionError(error: unknown, host: string): AppError {
  const own = causes(error).find((link) => link instanceof AppError);
  if (own) return own;
  const problem = causes(error)
    .map(({ code }) => networkProblemOf(code))
    .find((one) => one !== undefined);
  if (problem) return new AppError(problem.code, problem.message(host));
  const isSlow = causes(error).some(({ name }) => name === 'TimeoutError');
  return isSlow
    ? new AppError('PROVIDER_TIMEOUT', `${host} took too long to answer. Try again.`)
    : new AppError('PROVIDER_UNREACHABLE', `${host} cannot be reached. Check the network.`);
}
