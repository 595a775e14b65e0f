import { expect, test } from 'vitest';
import { restAfter, stillResting } from '../../../electron/providers/keys/key-rest.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { type ErrorCode, errorCodes } from '../../../shared/errors/codes.ts';

const minute = 60_000;

// Catches: a key punished for what is not its fault.
test('only four failures are about a key', () => {
  const codes = Object.keys(errorCodes) as ErrorCode[];
  const resting = codes.filter((code) => restAfter(new AppError(code, ''), 0));
  expect(resting).toEqual(['INVALID_API_KEY', 'PERMISSION_DENIED', 'PAYMENT_REQUIRED', 'RATE_LIMITED']);
});

// Catches: a broken clock or proxy of a provider that takes a key away for good.
test('nobody puts a key to rest for more than a day', () => {
  const limited = (retryAfter: number) => new AppError('RATE_LIMITED', '', { details: { retryAfter } });
  expect(restAfter(limited(3_600_000), 10)?.until).toBe(3_600_010);
  expect(restAfter(limited(1e15), 10)?.until).toBe(24 * 60 * minute + 10);
  expect(restAfter(limited(0), 10)?.until).toBe(10);
});

// Catches: a wait that is over or stale in the words of the second refusal.
test('a rest is told with the time that is left', () => {
  const rest = (message: string) => ({
    state: 'resting' as const,
    until: 5000,
    failure: new AppError('RATE_LIMITED', message, { details: { status: 429 } }),
    count: 1,
  });
  const said = rest('Work gets too many requests with this key. Try again in a moment. It said: slow down');
  expect(stillResting(said, 1000).message).toMatch(/\. Try again in 4 seconds\. It said: slow down$/);
  expect(stillResting(rest('Try again in 30 seconds.'), 4500)).toMatchObject({
    message: 'Try again in 1 second.',
    details: { status: 429, retryAfter: 500 },
  });
  expect(stillResting(rest('No credit left.'), 0)).toMatchObject({ message: 'No credit left.' });
});
