import { AppError } from '../../shared/errors/app-error.ts';
import type { ErrorCode } from '../../shared/errors/codes.ts';
import type { FallbackReason } from '../../shared/model/alias.ts';
import type { Fault } from './standing.ts';

/** What a failure means for the next target. What is not here has nothing to do with who was asked. */
const reasons: Partial<Record<ErrorCode, FallbackReason>> = {
  PROVIDER_UNHEALTHY: 'unavailable',
  PROVIDER_UNREACHABLE: 'unavailable',
  PROVIDER_TIMEOUT: 'unavailable',
  PROVIDER_BAD_ANSWER: 'unavailable',
  STREAM_INTERRUPTED: 'unavailable',
  ENGINE_UNAVAILABLE: 'unavailable',
  ENGINE_LOST: 'unavailable',
  ENGINE_STALLED: 'unavailable',
  LOCAL_QUEUE_FULL: 'unavailable',
  MODEL_FILE_INVALID: 'unavailable',
  MODEL_FILE_UNREADABLE: 'unavailable',
  MODEL_TEMPLATE_INVALID: 'unavailable',
  MODEL_LOAD_FAILED: 'unavailable',
  MODEL_LOAD_TIMEOUT: 'unavailable',
  MODEL_CRASHES: 'unavailable',
  MODEL_WILL_NOT_FIT: 'unavailable',
  RATE_LIMITED: 'limited',
  INVALID_API_KEY: 'key-refused',
  PERMISSION_DENIED: 'key-refused',
  VAULT_LOCKED: 'key-refused',
  VAULT_NOT_SET_UP: 'key-refused',
  VAULT_KEY_WRONG: 'key-refused',
  SECRET_UNREADABLE: 'key-refused',
  PAYMENT_REQUIRED: 'no-credit',
  QUOTA_EXCEEDED: 'no-credit',
  MODEL_NOT_FOUND: 'model-missing',
  PROVIDER_NOT_FOUND: 'model-missing',
  CONTEXT_TOO_LONG: 'context-too-long',
  CONTENT_REFUSED: 'content-refused',
  PROVIDER_REJECTED: 'rejected',
  MODEL_LACKS_CAPABILITY: 'rejected',
  UNSUPPORTED_PARAMETER: 'rejected',
  UNSUPPORTED_SCHEMA: 'rejected',
};

export const fallbackReasonOf = (failure: unknown): FallbackReason | undefined =>
  failure instanceof AppError ? reasons[failure.code] : undefined;

/** Nothing was begun there: nobody took the call, or it was turned away at the door. */
const notBegun = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'];

/**
 * Whether a request that failed so may be sent once more, to the same target or another. One that would be done twice
 * may only when it surely was not done: a connection that broke may have broken after the work.
 */
export function mayAskAgain({ isRepeatable }: { isRepeatable: boolean }, failure: AppError): boolean {
  if (isRepeatable) return true;
  const reason = reasons[failure.code];
  if (reason === undefined) return false;
  return reason !== 'unavailable' || notBegun.includes(String(failure.details?.['reason']));
}

/** What a failure says about who was asked. */
export function faultOf(failure: AppError): Fault {
  if (failure.code === 'PROVIDER_UNREACHABLE') return 'instance';
  const reason = reasons[failure.code];
  if (reason === 'unavailable') return 'model';
  // Without a status nobody out there said so.
  return reason !== undefined && failure.details?.['status'] !== undefined ? 'alive' : 'unknown';
}
