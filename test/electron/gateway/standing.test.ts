import { expect, test } from 'vitest';
import { createStanding } from '../../../electron/gateway/standing.ts';
import { newId } from '../../../electron/lib/id.ts';
import type { ProviderId } from '../../../shared/model/ids.ts';
import { targetOf } from '../../helpers/routing-cases.ts';

const policy = { failures: 2, openFor: 1000 };
const [failure, nothing] = [
  { fault: 'instance', firstToken: null },
  { fault: 'unknown', firstToken: null },
] as const;
const answer = { fault: 'none', firstToken: 100 } as const;

function open() {
  const clock = { now: 0 };
  const standing = createStanding({ policy: () => policy, now: () => clock.now });
  const fail = (target = targetOf('m')) => standing.begin(target, 10)(failure);
  const rest = (target: ReturnType<typeof targetOf>) => standing.of(target, 10).restsUntil;
  return { clock, standing, fail, rest };
}

// Catches: a client that left during the trial, which cost another whole rest of the model and of its provider.
test('a probe that found nothing out lets the next one try', () => {
  const { clock, standing, fail, rest } = open();
  const target = targetOf('m');
  fail(target);
  fail(target);
  expect(rest(target)).toBe(1000);
  clock.now = 1000;
  const end = standing.begin(target, 10);
  expect(rest(target)).toBe(2000);
  clock.now = 1200;
  end(nothing);
  expect(rest(target)).toBeNull();
  standing.begin(target, 10)(answer);
  expect(standing.breakersOf(target)).toMatchObject({ instance: { state: 'closed' }, model: { state: 'closed' } });
});

// Catches: memory that grows with the names programs make up, behind one request that never ends.
test('so many targets are remembered and no more, except those that are asked just now', () => {
  const { standing } = open();
  const providerId = newId<ProviderId>();
  const [stuck, often] = [targetOf('stuck', providerId), targetOf('often', providerId)];
  standing.begin(stuck, 10);
  for (let at = 0; at < 6000; at += 1) {
    standing.begin(targetOf(`made up ${at}`, providerId), 10)(answer);
    if (at % 1000 === 0) standing.begin(often, 10)(answer);
  }
  const isKnown = (target: ReturnType<typeof targetOf>) => standing.of(target, 10).samples > 0;
  expect(standing.of(stuck, 10).load).toBe(1);
  const known = Array.from({ length: 6000 }, (_, at) => targetOf(`made up ${at}`, providerId)).filter(isKnown);
  expect(known).toHaveLength(4998);
  // The one that is asked again and again is not the oldest.
  expect(isKnown(often)).toBe(true);
});

// Catches: a provider that is gone and comes back to life, or one with another key that inherits what was known.
test('what is forgotten stays so, whatever was still on its way', () => {
  const { standing, fail, rest } = open();
  const target = targetOf('m');
  const late = standing.begin(target, 10);
  fail(target);
  standing.forget(target.providerId);
  late(failure);
  fail(target);
  expect(rest(target)).toBeNull();
  expect(standing.of(target, 10)).toMatchObject({ load: 0, samples: 0 });
});
