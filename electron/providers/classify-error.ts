import { AppError } from '../../shared/errors/app-error.ts';
import { causes, type ErrorFacts, readFacts } from './error-facts.ts';
import { errorPatterns, isAboutModel, isMissingEnd, isUnanswered } from './error-patterns.ts';
import { describeError } from './error-words.ts';
import { networkProblemOf } from './network-problems.ts';
import type { ErrorContext, ProviderErrorCode } from './provider-error.ts';

/** Codes and types the vendors' error bodies carry. They say more than the status: 429 is also "no credit left". */
const typedFields: Readonly<Record<string, ProviderErrorCode>> = {
  insufficient_quota: 'PAYMENT_REQUIRED',
  billing_hard_limit_reached: 'PAYMENT_REQUIRED',
  billing_not_active: 'PAYMENT_REQUIRED',
  invalid_api_key: 'INVALID_API_KEY',
  authentication_error: 'INVALID_API_KEY',
  permission_error: 'PERMISSION_DENIED',
  model_not_found: 'MODEL_NOT_FOUND',
  context_length_exceeded: 'CONTEXT_TOO_LONG',
  exceed_context_size_error: 'CONTEXT_TOO_LONG',
  string_above_max_length: 'CONTEXT_TOO_LONG',
  content_filter: 'CONTENT_REFUSED',
  content_policy_violation: 'CONTENT_REFUSED',
  rate_limit_exceeded: 'RATE_LIMITED',
  rate_limit_error: 'RATE_LIMITED',
  overloaded_error: 'PROVIDER_UNHEALTHY',
};

/** Types so general that a status says more. */
const generalTypes: Readonly<Record<string, ProviderErrorCode>> = {
  server_error: 'PROVIDER_UNHEALTHY',
  api_error: 'PROVIDER_UNHEALTHY',
  invalid_request_error: 'PROVIDER_REJECTED',
};

const statuses: Readonly<Record<number, ProviderErrorCode>> = {
  401: 'INVALID_API_KEY',
  402: 'PAYMENT_REQUIRED',
  403: 'PERMISSION_DENIED',
  408: 'PROVIDER_TIMEOUT',
  413: 'CONTEXT_TOO_LONG',
  429: 'RATE_LIMITED',
  504: 'PROVIDER_TIMEOUT',
};

const lookUp = (
  table: Readonly<Record<string, ProviderErrorCode>>,
  key: string | undefined,
): ProviderErrorCode | undefined => (key !== undefined && Object.hasOwn(table, key) ? table[key] : undefined);

/** Turns whatever a vendor's transport threw, or sent as an error inside a stream, into this app's own error. */
export function classifyError(thrown: unknown, context: ErrorContext): AppError {
  const own = causes(thrown).find((link) => link instanceof AppError);
  if (own) return own;
  const facts = readFacts(thrown, context.now ?? Date.now());
  const code = decide(facts, context);
  const { status, retryAfter, network } = facts;
  return new AppError(code, describeError(code, facts, context), {
    cause: traceOf(facts),
    details: {
      ...(status !== undefined && status >= 400 && { status }),
      ...(retryAfter !== undefined && { retryAfter }),
      ...(network !== undefined && { reason: network }),
    },
  });
}

/** What was thrown carries the request, and its message may carry the answer: neither may reach a log. */
const traceOf = ({ names, network }: ErrorFacts): Error =>
  new Error([...names, network].filter(Boolean).join(' < ') || 'an error inside the stream');

function decide(facts: ErrorFacts, context: ErrorContext): ProviderErrorCode {
  const { status, code, type, message = '', network, names, ownWords } = facts;
  if (names.includes('TimeoutError')) return 'PROVIDER_TIMEOUT';
  if (names.includes('AbortError')) return 'CANCELLED';

  const hasFailed = status !== undefined && status >= 400;
  if (!hasFailed && network !== undefined) {
    const hasBegun = context.hasContent || status !== undefined;
    return hasBegun ? 'STREAM_INTERRUPTED' : (networkProblemOf(network)?.code ?? 'PROVIDER_UNREACHABLE');
  }
  if (status === 404) return about404(facts, context);
  const typed = lookUp(typedFields, code) ?? lookUp(typedFields, type);
  if (typed) return typed;
  if (hasFailed) {
    const general = status >= 500 ? 'PROVIDER_UNHEALTHY' : 'PROVIDER_REJECTED';
    return refine(lookUp(statuses, String(status)) ?? general, message);
  }
  if (ownWords.some(isMissingEnd)) return 'STREAM_INTERRUPTED';
  if (ownWords.some(isUnanswered)) return 'PROVIDER_UNREACHABLE';
  return refine(lookUp(generalTypes, type) ?? 'PROVIDER_BAD_ANSWER', message);
}

/** A wrong base URL and an unknown model are both a 404. */
function about404({ code, type, message = '' }: ErrorFacts, { modelId }: ErrorContext): ProviderErrorCode {
  if (modelId === null) return 'PROVIDER_REJECTED';
  return [code, type, message].some((words) => words !== undefined && isAboutModel(words.replaceAll('_', ' ')))
    ? 'MODEL_NOT_FOUND'
    : 'PROVIDER_REJECTED';
}

const openToWords: readonly ProviderErrorCode[] = ['PROVIDER_REJECTED', 'RATE_LIMITED', 'PROVIDER_BAD_ANSWER'];

/** Lets the vendor's words decide where the fields only said "refused" or "too many". */
function refine(code: ProviderErrorCode, message: string): ProviderErrorCode {
  if (!openToWords.includes(code)) return code;
  return errorPatterns.find(([pattern]) => pattern.test(message))?.[1] ?? code;
}
