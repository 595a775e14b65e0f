import { describe, expect, test } from 'vitest';
import { aliasesAffected } from '../../../renderer/features/health/affected.ts';
import {
  countStandings,
  isWorthShowing,
  sortBoard,
  standingOf,
} from '../../../renderer/features/health/board-order.ts';
import {
  figureWords,
  quotaShare,
  rateWords,
  resetWords,
  spanWords,
  tightestKey,
  timeWords,
  unseenWords,
} from '../../../renderer/features/health/board-words.ts';
import { createFormat } from '../../../renderer/lib/format.ts';
import type { I18n } from '../../../renderer/lib/i18n.ts';
import { catalogueFor } from '../../../shared/i18n/index.ts';
import type { Alias } from '../../../shared/model/alias.ts';
import type { BoardRow, HealthStatus } from '../../../shared/model/health.ts';
import type { AliasId, CredentialId, ProviderId } from '../../../shared/model/ids.ts';

const en: I18n = { t: catalogueFor('en'), format: createFormat('en'), language: 'en' };
const quiet = { requests: 0, failures: 0, errorRate: null, firstTokenP50: null, firstTokenP95: null };

const row = (name: string, status: HealthStatus, change: Partial<BoardRow> = {}): BoardRow => ({
  providerId: name as ProviderId,
  name,
  kind: 'any',
  isEnabled: true,
  isLocal: false,
  status,
  details: { apiConnectivity: status, authentication: status, rateLimit: status, modelAvailability: status },
  lastCheckAt: null,
  nextCheckAt: null,
  isChecking: false,
  responseTime: null,
  failure: null,
  modelCount: null,
  breaker: null,
  figures: quiet,
  keys: [],
  models: [],
  cells: [],
  openIncidents: [],
  ...change,
});

const key = (id: string, remaining: number | null, limit: number | null = 100): BoardRow['keys'][number] => ({
  keyId: id as CredentialId,
  label: id,
  masked: '***',
  isEnabled: true,
  status: 'Healthy',
  failure: null,
  lastUsedAt: null,
  quota: { kind: 'requests', window: 'minute', limit, remaining, resetsAt: null },
  nextReset: null,
  figures: quiet,
});

// Catches: a key of which nobody knows anything, without a word why; words under one that is known, or off.
test('why it is not known how a key does', () => {
  const now = 1_800_000_000_000;
  const words = (change: Partial<BoardRow['keys'][number]>, lastCheckAt: number | null = null, isEnabled = true) =>
    unseenWords({ ...key('one', 1), status: 'Unknown', ...change }, { lastCheckAt, isEnabled }, en, now);
  expect(words({})).toBe('not checked yet, no request so far');
  expect(words({}, now)).toBe('no check could tell, no request so far');
  expect(words({ lastUsedAt: now - 3 * 24 * 60 * 60_000 }, now)).toBe('no check could tell, last used 3 days ago');
  for (const known of [words({ status: 'Healthy' }), words({ isEnabled: false }), words({}, null, false)])
    expect(known).toBeUndefined();
});

describe('the order of the board', () => {
  // Catches: the one that is down hidden below those that work, and one that is off mourned as down.
  test('the worst is on top, what is switched off below', () => {
    const failing = { ...quiet, requests: 10, failures: 1, errorRate: 0.1 };
    const rows = [
      row('off', 'Unhealthy', { isEnabled: false }),
      row('b', 'Healthy'),
      row('unknown', 'Unknown'),
      row('a', 'Healthy'),
      row('failing', 'Healthy', { figures: failing }),
      row('down', 'Unhealthy'),
      row('ill', 'Degraded'),
    ];
    expect(sortBoard(rows).map(({ name }) => name)).toEqual(['down', 'ill', 'failing', 'a', 'b', 'unknown', 'off']);
    expect(rows[0] && standingOf(rows[0])).toBe('Off');
  });

  // Catches: a filter that offers states nobody is in, or counts one that is off twice.
  test('counts each once, and only the states that there are', () => {
    const rows = [row('a', 'Healthy'), row('b', 'Healthy'), row('c', 'Unhealthy', { isEnabled: false })];
    expect(countStandings(rows)).toEqual([
      { standing: 'Healthy', count: 2 },
      { standing: 'Off', count: 1 },
    ]);
  });

  // Catches: a row about models of this computer that nobody ever used.
  test('this computer is shown once there is something to say', () => {
    expect(isWorthShowing(row('local', 'Unknown', { isLocal: true }))).toBe(false);
    expect(isWorthShowing(row('local', 'Healthy', { isLocal: true }))).toBe(true);
    expect(isWorthShowing(row('cloud', 'Unknown'))).toBe(true);
  });
});

describe('words of the board', () => {
  // Catches: "0%" where something failed, and a number where nothing is known.
  test('what is not known is no number, and a few failures are not none', () => {
    expect(figureWords(quiet, en)).toEqual({ p50: null, p95: null, errors: null, requests: null });
    expect(rateWords(0.004, en)).toBe('<1%');
    expect(rateWords(0, en)).toBe('0%');
    expect(figureWords({ ...quiet, requests: 1, errorRate: 0, firstTokenP50: 412, firstTokenP95: 1200 }, en)).toEqual({
      p50: '412 ms',
      p95: 'p95 1.2 secs',
      errors: '0%',
      requests: '1 request',
    });
  });

  // Catches: a reset that is promised too early, or in thousands of minutes.
  test('when a limit is reset', () => {
    const now = new Date(2026, 0, 5, 10, 0).getTime();
    expect(resetWords(now + 12_400, now, en)).toBe('resets in 13 secs');
    expect(resetWords(now + 61_000, now, en)).toContain('2 min');
    expect(resetWords(now + 5 * 3_600_000, now, en)).toBe('resets 15:00');
    expect(resetWords(now + 3 * 86_400_000, now, en)).toBe('resets 8 Jan 2026');
  });

  // Catches: a provider that seems to have quota although the key with the least has none, or one that is off counts.
  test('the key with the least left speaks for all', () => {
    const keys = [key('wide', 90), key('tight', 3), { ...key('off', 0), isEnabled: false }, key('unsaid', null)];
    expect(tightestKey({ keys })?.label).toBe('tight');
    expect(quotaShare(key('tight', 3).quota, en)).toBe('3% left');
    expect(quotaShare(key('open', 1, null).quota, en)).toBe('1 request');
    expect(quotaShare(key('unsaid', null).quota, en)).toBeNull();
  });

  // Catches: a time without its day, and a span told in milliseconds.
  test('how long, and when', () => {
    expect(spanWords(400, en)).toBe('1 sec');
    expect(spanWords(3 * 3_600_000 + 5 * 60_000 + 59_000, en)).toMatch(/^3 h 5 min/);
    expect(spanWords(2 * 86_400_000, en)).toBe('2 days');
    const now = new Date(2026, 0, 5, 10, 0).getTime();
    expect(timeWords(now - 3_600_000, now, en)).toBe('09:00');
    expect(timeWords(now - 11 * 3_600_000, now, en)).toContain('4 Jan 2026');
  });
});

// Catches: an incident of one model that blames every alias of its provider, or one that names it only switched off.
test('aliases are affected when they use what is ill', () => {
  const alias = (name: string, modelId: string, isOn = true): Alias => ({
    id: name as AliasId,
    name,
    description: '',
    isEnabled: name !== 'off',
    strategy: 'priority',
    isSticky: false,
    fallbackOn: [],
    stepTimeout: null,
    localWait: null,
    cacheFor: null,
    targets: [{ target: { providerId: 'p' as ProviderId, modelId }, isEnabled: isOn, priority: 0, weight: 1 }],
  });
  const aliases = [alias('one', 'm'), alias('two', 'other'), alias('unused', 'm', false), alias('off', 'm')];
  const namesOf = (providerId: string, modelId: string | null) =>
    aliasesAffected({ providerId: providerId as ProviderId, modelId }, aliases).map(({ name }) => name);
  expect(namesOf('p', 'm')).toEqual(['one']);
  expect(namesOf('p', null)).toEqual(['one', 'two']);
  expect(namesOf('q', null)).toEqual([]);
});
