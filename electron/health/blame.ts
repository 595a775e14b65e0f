import type { ErrorDetails } from '../../shared/errors/app-error.ts';
import type { ErrorCode } from '../../shared/errors/codes.ts';

/** Whose failure it is. `limit`: it answers, but not now. `nobody`: it says nothing about how the other side does. */
export type Blame = 'provider' | 'key' | 'model' | 'limit' | 'nobody';

/** All others are the caller's fault, or this computer's. */
const blames: Partial<Record<ErrorCode, Blame>> = {
  PROVIDER_UNREACHABLE: 'provider',
  INVALID_API_KEY: 'key',
  PAYMENT_REQUIRED: 'key',
  RATE_LIMITED: 'limit',
  QUOTA_EXCEEDED: 'limit',
  LOCAL_QUEUE_FULL: 'limit',
  MODEL_NOT_FOUND: 'model',
  PROVIDER_UNHEALTHY: 'model',
  PROVIDER_TIMEOUT: 'model',
  PROVIDER_BAD_ANSWER: 'model',
  STREAM_INTERRUPTED: 'model',
  MODEL_FILE_INVALID: 'model',
  MODEL_FILE_UNREADABLE: 'model',
  MODEL_LOAD_FAILED: 'model',
  MODEL_LOAD_TIMEOUT: 'model',
  MODEL_CRASHES: 'model',
  ENGINE_LOST: 'model',
  ENGINE_STALLED: 'model',
  ENGINE_UNAVAILABLE: 'provider',
};

/** What a system says whose own line is down. */
const ownLine: readonly unknown[] = ['EAI_AGAIN', 'ENETUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL'];

type Failed = { code: ErrorCode; details?: ErrorDetails | undefined };

/** Of a request for an answer. */
export function blameOf({ code, details }: Failed): Blame {
  const blame = blames[code] ?? 'nobody';
  return blame === 'provider' && ownLine.includes(details?.['reason']) ? 'nobody' : blame;
}

export interface RequestFacts {
  /** Without a network of one's own, nobody else can be to blame. */
  isOnline: boolean;
  /** Whether the provider is known to have the model that was asked for. */
  isListed(): boolean;
}

/** Of a real request. A name that is in no list was mistyped by whoever asked. */
export function blameOfRequest(failure: Failed, { isOnline, isListed }: RequestFacts): Blame {
  if (failure.code === 'MODEL_NOT_FOUND' && !isListed()) return 'nobody';
  const blame = blameOf(failure);
  return blame === 'provider' && !isBlamable(failure, isOnline) ? 'nobody' : blame;
}

/** Without a network nobody else is to blame, except who refused on this computer. */
export const isBlamable = (failure: Failed | null, isOnline: boolean): boolean =>
  isOnline || failure?.details?.['reason'] === 'ECONNREFUSED';

/** Some servers that speak a vendor's language leave its list of models out. */
const withoutList: readonly unknown[] = [404, 405, 501];

/**
 * Of a question for the list of models, which names no model: what would be the model's fault is the server's. A list
 * that a key may not see, or that is not there, came from a server that is: null.
 */
export function blameOfCheck(failure: Failed): Blame | null {
  const { code, details } = failure;
  if (code === 'PERMISSION_DENIED' || withoutList.includes(details?.['status'])) return null;
  const blame = blameOf(failure);
  if (code === 'PROVIDER_REJECTED') return 'provider';
  return blame === 'model' ? 'provider' : blame;
}
