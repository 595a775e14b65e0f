import { expect, test } from 'vitest';
import {
  type Breaker,
  closedBreaker,
  failed,
  foundNothing,
  lets,
  sent,
  succeeded,
} from '../../../electron/routing/breaker.ts';
import { choosing, seeded } from '../../helpers/seeded.ts';

const policy = { failures: 3, openFor: 1000 };
const failing = (times: number, now: number, from: Breaker = closedBreaker): Breaker =>
  Array.from({ length: times }).reduce<Breaker>((breaker) => failed(breaker, now, policy), from);

// Catches: a target that is given up too early, or never.
test('it opens after so many failures in a row', () => {
  expect(lets(failing(2, 5), 5)).toBe(true);
  expect(lets(failing(3, 5), 5)).toBe(false);
  expect(failing(2, 5, succeeded())).toEqual({ state: 'closed', failures: 2 });
});

// Catches: a crowd that finds out all at once that the target is still ill.
test('when its time is over one request finds out, and nobody beside it', () => {
  const open = failing(3, 0);
  expect(lets(open, 999)).toBe(false);
  expect(lets(open, 1000)).toBe(true);
  const probing = sent(open, 1000, policy);
  expect(probing.state).toBe('half-open');
  expect(lets(probing, 1000)).toBe(false);
  expect(failed(probing, 1500, policy)).toEqual({ state: 'open', until: 2500 });
  expect(lets(succeeded(), 1500)).toBe(true);
});

// Catches: a probe that never came back keeping the target shut for ever.
test('a request that is lost on its way blocks the next one only for a while', () => {
  const probing = sent(failing(3, 0), 1000, policy);
  expect(lets(probing, 1999)).toBe(false);
  expect(lets(probing, 2000)).toBe(true);
});

// Catches: a whole further rest because a client left while its request was finding out, or a key rested.
test('a request that found nothing out leaves it as it was, and the next one tries', () => {
  const open = failing(3, 0);
  const probing = sent(open, 1000, policy);
  expect(foundNothing(probing, probing)).toEqual(open);
  expect(lets(foundNothing(probing, probing), 1001)).toBe(true);
  // One that left before it opened was no probe, nor was one whose trial is over.
  expect(foundNothing(probing, closedBreaker)).toBe(probing);
  expect(foundNothing(open, closedBreaker)).toBe(open);
  expect(foundNothing(failed(probing, 1500, policy), probing)).toEqual({ state: 'open', until: 2500 });
  expect(foundNothing(closedBreaker, probing)).toBe(closedBreaker);
});

// Catches: two that find nothing out, in whatever order they end, keeping it shut or letting a crowd in.
test('while another one is finding out, nobody goes in its place', () => {
  const first = sent(failing(3, 0), 400, policy);
  const second = sent(first, 500, policy);
  expect(foundNothing(second, first)).toMatchObject({ state: 'half-open', until: 1500 });
  expect(foundNothing(second, second)).toMatchObject({ state: 'half-open', until: 1400 });
  const none = { state: 'open', until: 1000 };
  expect(foundNothing(foundNothing(second, first), second)).toEqual(none);
  expect(foundNothing(foundNothing(second, second), first)).toEqual(none);
});

// Catches: old requests that fail late and keep it open longer.
test('what left before it opened changes nothing', () => {
  const open = failing(3, 0);
  expect(failing(5, 900, open)).toBe(open);
});

// Catches: a state or a step nobody thought of. 200 random lives, held against the rule said in other words.
test('it lets nothing pass while it is open, whatever happened', () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    let random = seed;
    const next = (): number => {
      random = (random * 48_271) % 2_147_483_647;
      return random / 2_147_483_647;
    };
    let breaker: Breaker = closedBreaker;
    let row = 0;
    let shutUntil = 0;
    for (let now = 0; now < 20_000; now += Math.ceil(next() * 400)) {
      expect(lets(breaker, now)).toBe(now >= shutUntil);
      if (!lets(breaker, now)) continue;
      const wasOpen = row >= policy.failures;
      breaker = sent(breaker, now, policy);
      if (next() < 0.6) {
        breaker = failed(breaker, now, policy);
        row += 1;
        if (row >= policy.failures || wasOpen) shutUntil = now + policy.openFor;
      } else {
        breaker = succeeded();
        row = 0;
        shutUntil = 0;
      }
    }
  }
});

// Catches: a probe that ends with nothing found and changes something, in whatever state and beside whatever other
// requests: with and without those that find nothing, the next one is let through at the same moments.
test.each([1, 2, 3, 4, 5])('what found nothing out is as if it had not gone (seed %i)', (seed) => {
  const { upTo, isSo } = choosing(seeded(seed));
  let breaker: Breaker = closedBreaker;
  let without: Breaker = closedBreaker;
  let now = 0;
  const gone = { all: 0, inTrial: 0 };
  for (let step = 0; step < 4000; step += 1) {
    now += upTo(policy.openFor / 2);
    // They come by themselves or in twos or threes, and all are back before anything else happens.
    const away: Breaker[] = [];
    while (isSo(0.4)) {
      breaker = sent(breaker, now, policy);
      away.push(breaker);
    }
    gone.all += away.length;
    if (breaker.state === 'half-open') gone.inTrial += away.length;
    for (const one of away.toSorted(() => (isSo() ? 1 : -1))) breaker = foundNothing(breaker, one);
    expect(lets(breaker, now)).toBe(lets(without, now));
    expect(breaker).toEqual(without);
    if (!lets(breaker, now)) continue;
    const isWell = isSo(0.3);
    const goes = (one: Breaker): Breaker => (isWell ? succeeded() : failed(sent(one, now, policy), now, policy));
    breaker = goes(breaker);
    without = goes(without);
  }
  expect(gone.inTrial).toBeGreaterThan(200);
  expect(gone.all).toBeGreaterThan(gone.inTrial);
});

// Catches: a breaker that opens on fewer failures or later, lets a crowd through while it is ill, stays shut for ever.
// Nothing is taken from its inside: only who was let through when, and how that ended.
test.each([1, 2, 3, 4, 5])('whatever happens in whatever order, it keeps its word (seed %i)', (seed) => {
  const { upTo, isSo } = choosing(seeded(seed));
  let breaker: Breaker = closedBreaker;
  let now = 0;
  let onTheirWay = 0;
  let streak = 0;
  /** When it last had a reason to keep the next one waiting. */
  let since = 0;
  let isProbing = false;
  const seen = { opened: 0, probes: 0, closedAgain: 0 };
  for (let step = 0; step < 6000; step += 1) {
    const isIll = streak >= policy.failures;
    const isLet = lets(breaker, now);
    expect(isLet).toBe(!isIll || now - since >= policy.openFor);
    expect(lets(breaker, now + policy.openFor)).toBe(true);
    if (isSo(0.3)) now += upTo(policy.openFor);
    else if (isLet && isSo()) {
      if (isIll) {
        seen.probes += 1;
        since = now;
        isProbing = true;
      }
      breaker = sent(breaker, now, policy);
      onTheirWay += 1;
    } else if (onTheirWay > 0) {
      onTheirWay -= 1;
      if (isSo(0.3)) {
        if (isIll) seen.closedAgain += 1;
        breaker = succeeded();
        streak = 0;
        isProbing = false;
      } else {
        breaker = failed(breaker, now, policy);
        streak += 1;
        if (streak === policy.failures) seen.opened += 1;
        // Of one that left before it opened it hears nothing new.
        if (streak === policy.failures || isProbing) since = now;
        isProbing = false;
      }
    }
  }
  expect(Math.min(seen.opened, seen.probes, seen.closedAgain)).toBeGreaterThan(50);
});
