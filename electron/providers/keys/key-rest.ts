import { AppError } from '../../../shared/errors/app-error.ts';
import type { ErrorCode } from '../../../shared/errors/codes.ts';
import type { Credential } from '../../../shared/model/provider.ts';

/** Why a key is not asked for a while. Never changed, only replaced: being the same one is being the same rest. */
export interface Rest {
  state: Exclude<Credential['state'], 'ready'>;
  /** UTC ms; from then on the key is asked again. */
  until: number;
  failure: AppError;
  /** How many times in a row the key came to rest. */
  count: number;
}

const keyCodes = ['INVALID_API_KEY', 'PAYMENT_REQUIRED', 'PERMISSION_DENIED', 'RATE_LIMITED'] as const;
type KeyCode = Extract<ErrorCode, (typeof keyCodes)[number]>;
const isKeyCode = (code: ErrorCode): code is KeyCode => (keyCodes as readonly ErrorCode[]).includes(code);

/** Another key may do better. Everything else, another key would meet as well. */
export const isAboutKey = ({ code }: AppError): boolean => isKeyCode(code);

/**
 * Whether a failure is about the key with this one model only. What a key may not do with one says nothing about others,
 * and most limits are those of a model; bills and wrong keys, and limits that say so, are of the whole account.
 */
export const isAboutModelOnly = ({ code, details }: AppError): boolean =>
  code === 'PERMISSION_DENIED' || (code === 'RATE_LIMITED' && details?.['scope'] !== 'account');

const minute = 60_000;
/** What needs a person is asked again this often, in case one has helped at the provider. In ms. */
const untilLooked = 10 * minute;
/** Where a limit does not say when it ends: 30 s, then twice as long each time. In ms. */
const firstWait = 30_000;
const longestWait = 5 * minute;
/** A provider may ask for more; then it is asked sooner. In ms. */
const longestAskedWait = 24 * 60 * minute;

/** How long a key rests after a failure; undefined when the failure is not about the key. */
export function restAfter(failure: AppError, now: number, before?: Rest): Rest | undefined {
  const count = (before?.count ?? 0) + 1;
  if (!isKeyCode(failure.code)) return undefined;
  switch (failure.code) {
    case 'RATE_LIMITED': {
      const asked = failure.details?.['retryAfter'];
      const wait =
        typeof asked === 'number'
          ? Math.min(asked, longestAskedWait)
          : Math.min(firstWait * 2 ** (count - 1), longestWait);
      return { state: 'resting', until: now + wait, failure, count };
    }
    case 'PAYMENT_REQUIRED':
      return { state: 'resting', until: now + untilLooked, failure, count };
    case 'INVALID_API_KEY':
    case 'PERMISSION_DENIED':
      return { state: 'refused', until: now + untilLooked, failure, count };
    default:
      return failure.code satisfies never;
  }
}

/** The failure that put the key to rest, told once more; only the time left is another. */
export function stillResting({ failure, until }: Rest, now: number): AppError {
  const retryAfter = Math.max(0, until - now);
  const seconds = Math.max(1, Math.ceil(retryAfter / 1000));
  const wait = `Try again in ${seconds === 1 ? '1 second' : `${seconds} seconds`}`;
  const message = failure.message.replace(/Try again in (a moment|\d+ seconds?)/, wait);
  const { code, retryable, details } = failure;
  return new AppError(code, message, { retryable, details: { ...details, retryAfter } });
}

const day = 24 * 60 * minute;

/** Whether a key has become older than its user wants. */
export const isDue = (key: Pick<Credential, 'rotateAfterDays' | 'rotatedAt' | 'createdAt'>, now: number): boolean =>
  key.rotateAfterDays !== null && now - (key.rotatedAt ?? key.createdAt) > key.rotateAfterDays * day;
