import type { ErrorCode } from '../../../shared/errors/codes.ts';

/** What a provider's transport can come to. */
export type ProviderErrorCode = Extract<
  ErrorCode,
  | 'INVALID_API_KEY'
  | 'PAYMENT_REQUIRED'
  | 'PERMISSION_DENIED'
  | 'MODEL_NOT_FOUND'
  | 'MODEL_LACKS_CAPABILITY'
  | 'RATE_LIMITED'
  | 'CONTEXT_TOO_LONG'
  | 'CONTENT_REFUSED'
  | `PROVIDER_${'TIMEOUT' | 'UNHEALTHY' | 'UNREACHABLE' | 'REJECTED' | 'BAD_ANSWER'}`
  | 'STREAM_INTERRUPTED'
  | 'CANCELLED'
>;

export interface ErrorContext {
  /** The name its user gave the provider. */
  provider: string;
  host: string;
  /** The model that was asked; null when the list of models was. */
  modelId: string | null;
  /** Whether a part of the answer had arrived. */
  hasContent: boolean;
  /** Default: the clock. Only for moments that a header gives as a date. */
  now?: number;
}
