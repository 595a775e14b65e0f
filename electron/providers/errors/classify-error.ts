import { AppError } from '../../../shared/errors/app-error.ts';
import { errorCodes } from '../../../shared/errors/codes.ts';
import { causes, type ErrorFacts, readFacts } from './error-facts.ts';
import { generalCode, statusCode, typedCode } from './error-fields.ts';
import { errorPatterns, isAboutAccount, isAboutModel, isMissingEnd, isUnanswered } from './error-patterns.ts';
import { describeError } from './error-words.ts';
import { networkProblemOf } from './network-problems.ts';
import type { ErrorContext, ProviderErrorCode } from './provider-error.ts';
import { retryAfterOf } from './retry-after.ts';

/** Turns whatever a vendor's transport threw, or sent as an error inside a stream, into this app's own error. */
export function classifyError(thrown: unknown, context: ErrorContext): AppError {
  const own = causes(thrown).find((link) => link instanceof AppError);
  if (own) return own;
  const facts = readFacts(thrown);
  const code = decide(facts, context);
  const { status, network, body } = facts;
  // Waiting is worth nothing where trying again is not.
  const retryAfter = errorCodes[code].retryable ? retryAfterOf(facts, context.now ?? Date.now()) : undefined;
  return new AppError(code, describeError(code, { ...facts, retryAfter }, context), {
    cause: traceOf(facts),
    details: {
      ...(status !== undefined && status >= 400 && { status }),
      ...(retryAfter !== undefined && { retryAfter }),
      ...(network !== undefined && { reason: network }),
      ...(code === 'RATE_LIMITED' && isLimitOfAccount(facts, context) && { scope: 'account' }),
      ...(body.param !== undefined && { param: body.param }),
      ...(code === 'CONTENT_REFUSED' && body.filter),
    },
  });
}

/** What was thrown carries the request, and its message may carry the answer: neither may reach a log. */
const traceOf = ({ names, network }: ErrorFacts): Error =>
  new Error([...names, network].filter(Boolean).join(' < ') || 'an error inside the stream');

/** The AI SDK's names of what its packages refuse before they ask anybody. */
const refusedHere: ReadonlyMap<string, ProviderErrorCode> = new Map([
  ['AI_LoadAPIKeyError', 'INVALID_API_KEY'],
  ['AI_NoSuchModelError', 'MODEL_NOT_FOUND'],
  ['AI_UnsupportedFunctionalityError', 'MODEL_LACKS_CAPABILITY'],
  ['AI_InvalidArgumentError', 'PROVIDER_REJECTED'],
  ['AI_InvalidPromptError', 'PROVIDER_REJECTED'],
  ['AI_LoadSettingError', 'PROVIDER_REJECTED'],
  ['AI_TooManyEmbeddingValuesForCallError', 'PROVIDER_REJECTED'],
]);

function decide(facts: ErrorFacts, context: ErrorContext): ProviderErrorCode {
  const { status, body, network, names, ownWords } = facts;
  if (names.includes('TimeoutError')) return 'PROVIDER_TIMEOUT';
  if (names.includes('AbortError')) return 'CANCELLED';

  const hasFailed = status !== undefined && status >= 400;
  if (!hasFailed && network !== undefined) {
    const hasBegun = context.hasContent || status !== undefined;
    return hasBegun ? 'STREAM_INTERRUPTED' : (networkProblemOf(network)?.code ?? 'PROVIDER_UNREACHABLE');
  }
  if (status === 404 || status === 410) return aboutNothing(facts, context);
  const typed = typedCode(body.words);
  // The model is there, only not for this key.
  if (typed === 'MODEL_NOT_FOUND' && status === 403) return 'PERMISSION_DENIED';
  if (typed) return refine(typed, facts);
  if (hasFailed) return refine(statusCode(status), facts);

  const refused = names.map((name) => refusedHere.get(name)).find((code) => code !== undefined);
  if (refused) return refused;
  if (ownWords.some(isMissingEnd)) return 'STREAM_INTERRUPTED';
  if (ownWords.some(isUnanswered)) return 'PROVIDER_UNREACHABLE';
  return refine(generalCode(body.words) ?? 'PROVIDER_BAD_ANSWER', facts);
}

/** A wrong base URL and an unknown model are both a 404. */
function aboutNothing({ body }: ErrorFacts, { modelId }: ErrorContext): ProviderErrorCode {
  if (modelId === null) return 'PROVIDER_REJECTED';
  const words = body.words.map((word) => word.replaceAll('_', ' '));
  const isOurs = (text: string) => isAboutModel(text) || text.includes(modelId);
  return typedCode(body.words) === 'MODEL_NOT_FOUND' || [...words, ...body.messages].some(isOurs)
    ? 'MODEL_NOT_FOUND'
    : 'PROVIDER_REJECTED';
}

/** What names the model is about the model, whatever else it names. */
const isLimitOfAccount = ({ body }: ErrorFacts, { modelId }: ErrorContext): boolean => {
  const texts = [...body.words, ...body.messages];
  return texts.some(isAboutAccount) && !texts.some((text) => modelId !== null && text.includes(modelId));
};

const openToWords: readonly ProviderErrorCode[] = [
  'PROVIDER_REJECTED',
  'PERMISSION_DENIED',
  'RATE_LIMITED',
  'PROVIDER_BAD_ANSWER',
];

/** Lets the vendor's words decide where the fields only said "refused", "forbidden" or "too many". */
function refine(code: ProviderErrorCode, { body }: ErrorFacts): ProviderErrorCode {
  if (!openToWords.includes(code)) return code;
  const found = errorPatterns.find(([pattern]) => body.messages.some((message) => pattern.test(message)))?.[1] ?? code;
  // "You exceeded your current quota" with a field that says "too many" is a limit of a minute or a day, and no bill.
  const isLimit = found === 'PAYMENT_REQUIRED' && typedCode(body.words) === 'RATE_LIMITED';
  return isLimit ? code : found;
}
