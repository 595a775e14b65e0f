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
 * Asks another host than the provider's, so its errors are told here: told as the provider's they would name the
 * wrong host.
 */
export async function fetchToken<Answer>(question: TokenQuestion<Answer>): Promise<Answer> {
  const { url, method, headers, body, answer, refusal, fetch } = question;
  const { host } = new URL(url);
  const response = await fetch(url, {
    method,
    headers: { accept: 'application/json', ...headers },
    ...(body !== undefined && { body }),
    signal: AbortSignal.timeout(tokenTimeout),
  }).catch((error: unknown) => {
    throw connectionError(error, host);
  });
  const given = asJson(await response.text());
  const { status } = response;
  if (status === 429) throw new AppError('RATE_LIMITED', `${host} gets too many requests. Try again in a moment.`);
  if (status >= 500) {
    throw new AppError('PROVIDER_UNHEALTHY', `${host} has trouble (status ${status}). Try again in a moment.`);
  }
  if (!response.ok) throw refusal(status, given);
  const parsed = answer.safeParse(given);
  if (parsed.success) return parsed.data;
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
