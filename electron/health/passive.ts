import type { LiveFigures } from '../../shared/model/health.ts';

const minute = 60_000;
/** Figures are those of the last hour. */
const minutes = 60;
/** First-token times kept of each minute, the newest: enough for a p95, whatever the traffic. */
const samplesAMinute = 32;

interface Slot {
  /** Minutes since 1970. */
  minute: number;
  requests: number;
  failures: number;
  answers: number;
  firstTokens: number[];
}

/** Real requests of the last hour, minute by minute: it grows to 60 slots, however many requests there are. */
export type TrafficWindow = Slot[];

export interface Seen {
  at: number;
  /** Ms; null where nothing came. */
  firstToken: number | null;
  hasFailed: boolean;
}

const isRecent = (slot: Slot, now: number): boolean => {
  const age = Math.floor(now / minute) - slot.minute;
  // A clock that was set back leaves slots that lie ahead.
  return age >= 0 && age < minutes;
};

/** Changes the window: there is one for each model with each key, and a copy for each request would be waste. */
export function addToWindow(window: TrafficWindow, { at, firstToken, hasFailed }: Seen): void {
  const now = Math.floor(at / minute);
  let slot = window.at(-1);
  if (slot?.minute !== now) {
    const kept = window.filter((one) => isRecent(one, at));
    slot = { minute: now, requests: 0, failures: 0, answers: 0, firstTokens: [] };
    window.splice(0, window.length, ...kept, slot);
  }
  slot.requests += 1;
  if (hasFailed) slot.failures += 1;
  if (firstToken === null) return;
  slot.firstTokens[slot.answers % samplesAMinute] = firstToken;
  slot.answers += 1;
}

/** Of any number of windows together. */
export function figuresOf(windows: readonly TrafficWindow[], now: number): LiveFigures {
  const slots = windows.flatMap((window) => window.filter((slot) => isRecent(slot, now)));
  const requests = slots.reduce((sum, slot) => sum + slot.requests, 0);
  const failures = slots.reduce((sum, slot) => sum + slot.failures, 0);
  const times = slots.flatMap(({ firstTokens }) => firstTokens).sort((one, other) => one - other);
  return {
    requests,
    failures,
    errorRate: requests === 0 ? null : failures / requests,
    firstTokenP50: percentile(times, 0.5),
    firstTokenP95: percentile(times, 0.95),
  };
}

/** The nearest rank: a time that was really measured. */
const percentile = (sorted: readonly number[], share: number): number | null =>
  sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null;
