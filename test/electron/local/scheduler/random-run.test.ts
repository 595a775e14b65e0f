// Catches: what nobody thought of. Random requests, cancels, losses and failures, and the same rules after every step.
import { describe, expect, test } from 'vitest';
import type { EngineModel } from '../../../../electron/local/engine/engine.ts';
import type { Lease } from '../../../../electron/local/scheduler/types.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { createWorld, mib, settle } from './setup.ts';

const names = ['small', 'middle', 'large', 'huge', 'broken', 'greedy'];
const limit = 500;

/** The same numbers for the same seed. */
function randomNumbers(seed: number) {
  let state = seed;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const below = (count: number): number => Math.floor(next() * count);
  return { below, chance: (share: number) => next() < share, name: () => names[below(names.length)] ?? '' };
}

interface Held {
  name: string;
  lease: Lease;
}

function createRun(seed: number) {
  const random = randomNumbers(seed);
  let held: Held[] = [];
  /** Those whose answers were ended by a loss or by force. */
  const ended = new Set<EngineModel>();
  const problems: string[] = [];
  const counts = { asked: 0, answered: 0, refused: 0, cancelled: 0 };

  const world = createWorld({
    limit,
    models: {
      small: { size: 80, loadTime: 300, keepAlive: 1 },
      middle: { size: 200, loadTime: 800, keepAlive: 0 },
      large: { size: 300, loadTime: 1500, keepAlive: null },
      huge: { size: 480, loadTime: 3000, slots: 4 },
      broken: { size: 100, loadTime: 500, error: new AppError('MODEL_LOAD_FAILED', 'Broken.') },
      greedy: { size: 100, takes: 220, loadTime: 500 },
    },
    onClose(model) {
      if (ended.has(model) || !held.some(({ lease }) => lease.model === model)) return;
      problems.push('a model was unloaded while somebody held it');
    },
  });
  const { scheduler, clock } = world;

  function check(step: string): void {
    const states = [...scheduler.states().values()];
    const used = states.reduce((sum, { loaded }) => sum + (loaded?.ram ?? 0), 0);
    if (used > limit * mib) problems.push(`${step}: ${used / mib} MiB are loaded`);
    if (states.filter(({ state }) => state === 'loading').length > 1) problems.push(`${step}: two load at once`);
    const running = states.reduce((sum, state) => sum + state.running, 0);
    const alive = held.filter(({ lease }) => !ended.has(lease.model)).length;
    if (running !== alive) problems.push(`${step}: ${running} run, ${alive} are held`);
    for (const { running: own, loaded } of states) {
      if (loaded && own > loaded.slots) problems.push(`${step}: ${own} run in ${loaded.slots} slots`);
    }
  }

  function ask(name: string): void {
    counts.asked += 1;
    const left = new AbortController();
    if (random.chance(0.15)) clock.setTimer(() => left.abort(), random.below(3000));
    scheduler.acquire(name, { signal: left.signal, purpose: 'chat' }).then(
      (lease) => {
        counts.answered += 1;
        const own = { name, lease };
        held.push(own);
        clock.setTimer(() => {
          held = held.filter((other) => other !== own);
          lease.release();
        }, random.below(2000));
      },
      (error: AppError) => {
        if (error.code === 'CANCELLED') counts.cancelled += 1;
        else counts.refused += 1;
      },
    );
  }

  function end(name: string): void {
    for (const { name: own, lease } of held) if (own === name) ended.add(lease.model);
  }

  async function step(): Promise<string> {
    const name = random.name();
    const kind = random.below(100);
    if (kind < 55) ask(name);
    else if (kind < 90) await clock.advance(random.below(1500));
    else if (kind < 92) await clock.advance(120_000);
    else if (kind < 94) scheduler.pin('small', random.chance(0.5));
    else if (kind < 96 && world.loaded.has(name)) {
      end(name);
      world.loaded.get(name)?.lose();
    } else if (kind < 97) {
      // By force it may meet a model in its very first moment, before its requests know that they have it.
      await settle();
      end(name);
      await scheduler.unload(name, { force: true });
    } else scheduler.load(name, { signal: AbortSignal.abort() }).catch(() => {});
    await settle();
    return `${kind} ${name}`;
  }

  async function finish(): Promise<void> {
    scheduler.pin('small', false);
    await clock.advance(3_600_000);
    check('at the end');
    await scheduler.close();
  }

  return { scheduler, counts, problems, check, step, finish };
}

describe.each([1, 2, 3, 4])('seed %d', (seed) => {
  test('1,000 steps', { timeout: 120_000 }, async () => {
    const { counts, problems, check, step, finish } = createRun(seed);
    for (let index = 0; index < 1000; index += 1) check(`${index}: ${await step()}`);
    await finish();
    expect(problems).toEqual([]);
    const { asked, answered, refused, cancelled } = counts;
    expect(answered + refused + cancelled).toBe(asked);
    expect(answered).toBeGreaterThan(200);
  });
});
