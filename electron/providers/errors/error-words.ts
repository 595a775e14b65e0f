import type { ErrorFacts } from './error-facts.ts';
import { isAboutAddress, quote } from './error-patterns.ts';
import { networkProblemOf } from './network-problems.ts';
import type { ErrorContext, ProviderErrorCode } from './provider-error.ts';

/** Whole seconds, for a person. */
const seconds = (milliseconds: number): string => {
  const count = Math.max(1, Math.ceil(milliseconds / 1000));
  return count === 1 ? '1 second' : `${count} seconds`;
};

/** How long to wait is known where the vendor said it. */
export interface ToldFacts extends ErrorFacts {
  retryAfter: number | undefined;
}

const soon = (retryAfter: number | undefined): string =>
  retryAfter === undefined ? 'in a moment' : `in ${seconds(retryAfter)}`;

/** The thing and the remedy, and behind them the vendor's own words when it had some. */
export function describeError(code: ProviderErrorCode, facts: ToldFacts, context: ErrorContext): string {
  const [message = ''] = facts.body.messages;
  const said = message && isWorthQuoting(code) ? ` It said: ${quote(message)}` : '';
  return `${sentence(code, facts, context)}${said}`;
}

const isWorthQuoting = (code: ProviderErrorCode): boolean =>
  !['STREAM_INTERRUPTED', 'PROVIDER_UNREACHABLE', 'PROVIDER_BAD_ANSWER', 'CANCELLED'].includes(code);

function sentence(code: ProviderErrorCode, facts: ToldFacts, { provider, host, modelId }: ErrorContext): string {
  switch (code) {
    case 'INVALID_API_KEY':
      return `${provider} does not accept the API key. Check it under Providers.`;
    case 'PAYMENT_REQUIRED':
      return `${provider} has no credit left for this key. Add credit at the provider, or use another key.`;
    case 'PERMISSION_DENIED':
      return `The key for ${provider} may not do this${modelId === null ? '' : ` with ${modelId}`}. Check its permissions.`;
    case 'MODEL_NOT_FOUND':
      return `${provider} does not have the model ${modelId ?? ''}. Refresh its models and choose another one.`;
    case 'MODEL_LACKS_CAPABILITY':
      return `${modelId ?? provider} cannot take this: ${quote(facts.lacks ?? 'it')}. Leave it out, or use another model.`;
    case 'RATE_LIMITED':
      return `${provider} gets too many requests with this key. Try again ${soon(facts.retryAfter)}.`;
    case 'CONTEXT_TOO_LONG':
      return `The conversation is too long for ${modelId ?? 'this model'}. Start a new one, or use a model with more context.`;
    case 'CONTENT_REFUSED':
      return `${provider} refused the content of this request. Word it differently, or use another model.`;
    case 'PROVIDER_TIMEOUT':
      return `${provider} took too long to answer. Try again, or choose a faster model.`;
    case 'PROVIDER_UNHEALTHY':
      return `${provider} has trouble${facts.status === undefined ? '' : ` (status ${facts.status})`}. Try again ${soon(facts.retryAfter)}.`;
    case 'PROVIDER_UNREACHABLE':
      return networkProblemOf(facts.network)?.message(host) ?? `${host} cannot be reached. Check the network.`;
    case 'STREAM_INTERRUPTED':
      return `${provider} broke the answer off before its end. Try again.`;
    case 'CANCELLED':
      return 'The request was cancelled.';
    case 'PROVIDER_REJECTED':
      return facts.status === 404 && facts.body.messages.every(isAboutAddress)
        ? `${host} knows nothing at this address (status 404). Check the base URL of ${provider}: most end in /v1.`
        : `${provider} refused the request${facts.status === undefined ? '' : ` (status ${facts.status})`}.`;
    case 'PROVIDER_BAD_ANSWER':
      return `${provider} sent an answer that cannot be read. Check the base URL, or try again.`;
  }
}
