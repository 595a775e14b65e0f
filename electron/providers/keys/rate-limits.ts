import { readDuration } from '../errors/durations.ts';

/** What the answer's headers say about one limit of the account; null is what they do not say. */
export interface RateLimit {
  kind: 'requests' | 'tokens' | 'input-tokens' | 'output-tokens';
  window: 'minute' | 'hour' | 'day' | 'month' | null;
  limit: number | null;
  remaining: number | null;
  /** By this machine's clock, in milliseconds. */
  resetsAt: number | null;
}

type Field = 'limit' | 'remaining' | 'reset' | 'timeremaining' | 'renewalperiod';
type Raw = Pick<RateLimit, 'kind' | 'window'> & Partial<Record<Field, string>>;

/** `anthropic-ratelimit-input-tokens-reset`, `x-ratelimit-limit-tokens-day`, `ratelimit-remaining`. */
const kindFirst = /^[a-z]+-ratelimit-(?<rest>[a-z-]+)-(?<field>limit|remaining|reset)$/;
const fieldFirst =
  /^(?:x-)?ratelimit-(?<field>limit|remaining|reset|timeremaining|renewalperiod)(?:-(?<rest>[a-z-]+))?$/;

const kinds: Readonly<Record<string, RateLimit['kind']>> = {
  '': 'requests',
  req: 'requests',
  requests: 'requests',
  tokens: 'tokens',
  'input-tokens': 'input-tokens',
  'tokens-prompt': 'input-tokens',
  'output-tokens': 'output-tokens',
  'tokens-generated': 'output-tokens',
};

/** Every limit that the headers name, whoever sent them. What cannot be understood is left out. */
export function readRateLimits(headers: Headers, now: number): RateLimit[] {
  const found = new Map<string, Raw>();
  for (const [name, value] of headers) {
    const match = kindFirst.exec(name) ?? fieldFirst.exec(name);
    const { field, rest = '' } = match?.groups ?? {};
    const subject = field === undefined ? undefined : readSubject(rest);
    if (!subject) continue;
    const key = `${subject.kind} ${subject.window}`;
    found.set(key, { ...subject, ...found.get(key), [field as Field]: value.trim() });
  }
  const clock = { now, theirs: serverTime(headers, now) };
  return [...found.values()].map((raw) => understand(raw, clock)).filter(saysSomething);
}

const saysSomething = ({ limit, remaining, resetsAt }: RateLimit): boolean =>
  limit !== null || remaining !== null || resetsAt !== null;

/** `tokens-day`, `requests`, `minute`; undefined for what is counted in anything else (images, seconds of sound). */
function readSubject(rest: string): Pick<RateLimit, 'kind' | 'window'> | undefined {
  const [, subject = '', window] = /^(.*?)(?:(?:^|-)(minute|hour|day|month))?$/.exec(rest) ?? [];
  const kind = Object.hasOwn(kinds, subject) ? kinds[subject] : undefined;
  return kind && { kind, window: (window as RateLimit['window'] | undefined) ?? null };
}

/** Dates are the server's, whose clock need not be ours. */
function serverTime(headers: Headers, now: number): number {
  const date = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(date) ? now : date;
}

interface Clock {
  now: number;
  theirs: number;
}

function understand(raw: Raw, clock: Clock): RateLimit {
  const { kind, limit, remaining, renewalperiod } = raw;
  const wait = readWait(raw, clock);
  return {
    kind,
    window: raw.window ?? windowOf(renewalperiod),
    limit: readCount(limit),
    remaining: readCount(remaining),
    resetsAt: wait === null ? null : clock.now + wait,
  };
}

const windowOf = (seconds: string | undefined): RateLimit['window'] =>
  (({ '60': 'minute', '3600': 'hour', '86400': 'day' }) as const)[seconds ?? ''] ?? null;

/** Some say "no limit" with the largest number there is. */
function readCount(text = ''): number | null {
  const count = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(count) ? count : null;
}

const longest = 366 * 86_400_000;

/** Milliseconds until a reset written as a duration, seconds, an epoch in seconds or milliseconds, or a date. */
function readWait({ reset, timeremaining, renewalperiod }: Raw, { theirs }: Clock): number | null {
  const text = reset ?? timeremaining ?? '';
  let wait = readDuration(text) ?? Number.NaN;
  if (/^\d+(\.\d+)?$/.test(text)) {
    const count = Number(text);
    if (count >= 1e11) wait = count - theirs;
    else if (count >= 1e9) wait = count * 1000 - theirs;
    // Who sends its renewal period counts the reset in milliseconds: 1 of 120 requests a minute is back after "500".
    else wait = renewalperiod === undefined ? count * 1000 : count;
  } else if (/^\d{4}-\d\d-\d\dT|GMT$/.test(text)) wait = Date.parse(text) - theirs;
  return wait >= 0 && wait <= longest ? Math.ceil(wait) : null;
}

/** Milliseconds until the last of the limits that are used up is back; undefined where none is, or none says when. */
export function waitForLimits(limits: readonly RateLimit[], now: number): number | undefined {
  const usedUp = limits.filter(({ limit, remaining }) => remaining === 0 || (remaining ?? limit) === null);
  const waits = usedUp.flatMap(({ resetsAt }) => (resetsAt === null ? [] : [resetsAt - now]));
  return waits.length > 0 ? Math.max(...waits) : undefined;
}
