import type { HealthState } from './health-state.ts';

const minute = 60_000;
/** The start has other work than checking. */
const firstAfter = minute;
/** The first checks are spread over this long, or over the interval where that is shorter. */
const firstWithin = minute;
/** What is down is asked sooner, and the less so the longer it is. */
const soonest = minute;
/** Checks of one round drift apart by this share of the interval, either way. */
const jitter = 0.05;
/** More of them at once would be a load for the line, and for whoever shares it. */
export const mostAtOnce = 4;

export interface Spread {
  /** Ms between checks. */
  interval: number;
  /** 0 to 1, without 1. */
  random: number;
}

export const firstCheckAt = (now: number, { interval, random }: Spread): number =>
  now + firstAfter + Math.floor(random * Math.min(interval, firstWithin));

/** `state`: after the check that ended now. */
export function nextCheckAt(
  now: number,
  { status, failures, isRecovering }: HealthState,
  { interval, random }: Spread,
): number {
  const isHalfOpen = status === 'Unhealthy' || isRecovering;
  // The third failure made it fall: from there on 1, 2, 4, … minutes.
  const wait = isHalfOpen ? Math.min(interval, soonest * 2 ** Math.min(20, Math.max(0, failures - 3))) : interval;
  return now + Math.round(wait * (1 + (random * 2 - 1) * jitter));
}

export interface Planned<Id> {
  id: Id;
  /** UTC ms; null is never. */
  nextAt: number | null;
  isChecking: boolean;
}

/** Those to be checked now, whoever waited longest first, as many as there is room for. */
export function dueNow<Id>(all: readonly Planned<Id>[], now: number): Id[] {
  const room = mostAtOnce - all.filter(({ isChecking }) => isChecking).length;
  return all
    .flatMap(({ id, nextAt, isChecking }) => (nextAt === null || isChecking || nextAt > now ? [] : [{ id, nextAt }]))
    .sort((one, other) => one.nextAt - other.nextAt)
    .slice(0, Math.max(0, room))
    .map(({ id }) => id);
}
