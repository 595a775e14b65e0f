// Catches: a key that is shown as ready while it rests or is off, an order that is stored wrongly or moves other keys, a
// new key that jumps the queue, the host's refusal told away from the field, a number without its unit.
import { describe, expect, it } from 'vitest';
import {
  conditionOf,
  keyErrorOf,
  lastPriority,
  placeChanges,
  readWhole,
  reasonOfRest,
  testWords,
} from '../../../renderer/features/providers/key-facts.ts';
import { limitWords } from '../../../renderer/features/providers/key-limits.ts';
import { timeLeft } from '../../../renderer/features/providers/time-left.ts';
import { createFormat } from '../../../renderer/lib/format.ts';
import type { I18n } from '../../../renderer/lib/i18n.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { catalogueFor, type Language } from '../../../shared/i18n/index.ts';
import type { CredentialId } from '../../../shared/model/ids.ts';
import type { Credential } from '../../../shared/model/provider.ts';
import type { ReadRateLimits } from '../../../shared/model/rate-limit.ts';

const i18nOf = (language: Language): I18n => ({ t: catalogueFor(language), format: createFormat(language), language });
const english = i18nOf('en');
const german = i18nOf('de');
const now = 1_800_000_000_000;
const limited = new AppError('RATE_LIMITED', 'Slow down.', { details: { retryAfter: 5000 } }).toJSON();

describe('the state of a key', () => {
  type State = Parameters<typeof conditionOf>[0];
  const fresh: State = { isEnabled: true, state: 'ready', restsUntil: null, isDue: false };
  const resting: State = { ...fresh, state: 'resting', restsUntil: now + 1 };

  it('tells the most pressing first', () => {
    expect(conditionOf(fresh, now)).toBe('ready');
    expect(conditionOf({ ...fresh, isDue: true }, now)).toBe('due');
    expect(conditionOf({ ...resting, isDue: true }, now)).toBe('resting');
    expect(conditionOf({ ...resting, state: 'refused' }, now)).toBe('refused');
    expect(conditionOf({ ...resting, state: 'refused', isEnabled: false }, now)).toBe('off');
  });

  it('ends with the rest', () => {
    expect(conditionOf(resting, now + 1)).toBe('ready');
    expect(conditionOf({ ...resting, isDue: true }, now + 1)).toBe('due');
  });

  it('says what helps, except a wait that was counted from another moment', () => {
    const { title } = english.t.errors.RATE_LIMITED;
    expect(reasonOfRest(limited, english)).toBe(`${title}.`);
    const unpaid = new AppError('PAYMENT_REQUIRED', '').toJSON();
    expect(reasonOfRest(unpaid, english)).toContain(english.t.errors.PAYMENT_REQUIRED.remedy);
  });
});

describe('the order of keys', () => {
  const keysOf = (...priorities: number[]) =>
    priorities.map((priority, index) => ({ id: `k${index}` as CredentialId, priority, createdAt: index }));
  type Key = ReturnType<typeof keysOf>[number];
  /** As the host orders them. */
  const ordered = (keys: readonly Key[]) =>
    keys.toSorted((one, other) => one.priority - other.priority || one.createdAt - other.createdAt);
  const placed = (keys: readonly Key[], id: string, place: number): string[] => {
    const changes = new Map(
      placeChanges(keys, id as CredentialId, place).map((one) => [one.credentialId, one.priority]),
    );
    return ordered(keys.map((key) => ({ ...key, priority: changes.get(key.id) ?? key.priority }))).map((key) => key.id);
  };

  it.each([[[0, 0, 0]], [[0, 1, 2]], [[5, 5, 900]]])('puts each key at each place, starting from %j', (priorities) => {
    const keys = keysOf(...priorities);
    for (const { id } of keys) {
      for (const place of keys.keys()) {
        const others = keys.map((key) => key.id).filter((one) => one !== id);
        expect(placed(keys, id, place)).toEqual([...others.slice(0, place), id, ...others.slice(place)]);
      }
    }
  });

  it('stores nothing where nothing moves, and only what has to be', () => {
    expect(placeChanges(keysOf(5, 7), 'k1' as CredentialId, 1)).toEqual([]);
    expect(placeChanges(keysOf(0, 0), 'k1' as CredentialId, 0)).toEqual([{ credentialId: 'k0', priority: 1 }]);
    expect(placeChanges(keysOf(0, 1), 'gone' as CredentialId, 0)).toEqual([]);
  });

  it('has a new key last', () => {
    const keys = keysOf(0, 1, 2);
    const added = { id: 'new' as CredentialId, priority: lastPriority(keys), createdAt: 9 };
    expect(ordered([added, ...keys]).at(-1)?.id).toBe('new');
    expect(lastPriority([])).toBe(0);
  });
});

describe('a new key that is not taken', () => {
  it('is told at the field when it is about the key, in the language of the window', () => {
    const refused = new AppError('INVALID_API_KEY', 'English.', { details: { param: 'apiKey', status: 401 } });
    expect(keyErrorOf(refused, german)).toBe(german.t.providers.keys.oldStays(german.t.errors.INVALID_API_KEY.title));
    const malformed = new AppError('VALIDATION_FAILED', '', { details: { param: 'apiKey', reason: 'key-letters' } });
    expect(keyErrorOf(malformed, german)).toBe(german.t.providers.reasons['key-letters']);
  });

  it('leaves what is not about the key to the whole form', () => {
    expect(keyErrorOf(new AppError('PROVIDER_UNREACHABLE', 'No way.'), english)).toBeUndefined();
  });
});

describe('a test of a key', () => {
  const done = (result: { ok: boolean; modelCount: number }, failure: Credential['failure'] = null) =>
    testWords(
      {
        state: 'done',
        at: now,
        result: {
          ...result,
          steps: [
            { name: 'key', state: result.ok ? 'passed' : 'failed', duration: 1, failure, skipped: null, found: null },
          ],
        },
      },
      english,
    );

  it('does not promise more than was asked', () => {
    expect(done({ ok: true, modelCount: 1 })).toContain('named 1 model.');
    expect(done({ ok: true, modelCount: 0 })).toBe(english.t.providers.keys.testPassedUnsure);
  });

  it('says why it failed, also when it never began', () => {
    expect(done({ ok: false, modelCount: 0 }, limited)).toContain(english.t.errors.RATE_LIMITED.title);
    const error = new AppError('VAULT_LOCKED', '');
    expect(testWords({ state: 'failed', at: now, error }, english)).toContain(english.t.errors.VAULT_LOCKED.title);
  });
});

describe('limits as they were read', () => {
  type Limit = ReadRateLimits['limits'][number];
  const limit = (change: Partial<Limit>): Limit => ({
    kind: 'requests',
    window: 'minute',
    limit: 50,
    remaining: 48,
    resetsAt: now + 12_000,
    ...change,
  });

  it('give every number its unit, in both languages', () => {
    expect(limitWords(limit({}), english, now)).toEqual({
      amount: '48 of 50 requests left',
      window: 'per minute',
      reset: 'resets in 12 seconds',
    });
    expect(limitWords(limit({ kind: 'tokens', limit: 40_000, remaining: 39_500 }), german, now)).toEqual({
      amount: 'noch 39.500 von 40.000 Token',
      window: 'je Minute',
      reset: 'neu in 12 Sekunden',
    });
  });

  it('say only what the provider said', () => {
    expect(limitWords(limit({ limit: null, remaining: 1, window: null, resetsAt: null }), english, now)).toEqual({
      amount: '1 request left',
      window: '',
      reset: '',
    });
    expect(limitWords(limit({ remaining: null }), english, now)?.amount).toBe('at most 50 requests');
    expect(limitWords(limit({ limit: null, remaining: null }), english, now)).toBeUndefined();
    expect(limitWords(limit({ resetsAt: now }), english, now)?.reset).toBe(english.t.providers.keys.hasReset);
  });
});

describe('time to come', () => {
  it.each([
    [0, 'in 1 second'],
    [59_000, 'in 59 seconds'],
    [59_001, 'in 1 minute'],
    [600_000, 'in 10 minutes'],
    [3_540_001, 'in 1 hour'],
    [86_400_000, 'in 24 hours'],
    [3 * 86_400_000, 'in 3 days'],
  ])('%i ms is %s', (milliseconds, words) => expect(timeLeft(milliseconds, 'en')).toBe(words));
});

describe('a whole number that is typed', () => {
  it('is one in its range, or nothing', () => {
    expect(readWhole(' 90 ', 1, 3650)).toBe(90);
    expect(readWhole('', 1, 3650)).toBeNull();
    for (const text of ['0', '3651', '1.5', '-1', '1e3', 'soon']) expect(readWhole(text, 1, 3650)).toBeUndefined();
  });
});
