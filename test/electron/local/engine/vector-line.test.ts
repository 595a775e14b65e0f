import { expect, test } from 'vitest';
import { createVectorLine } from '../../../../electron/local/engine/vector-line.ts';
import { never } from './open-parts.ts';

// Catches: an abort that waits for the engine, two texts in the engine at once after one, an engine that hangs and
// nobody notices, a closing that waits for it.

test('who aborts is let go at once, and the next one waits until the engine is done', async () => {
  const line = createVectorLine();
  const stop = new AbortController();
  const engine = Promise.withResolvers<string>();
  const begun = Promise.withResolvers<void>();
  const started: string[] = [];
  const work = (name: string, result: Promise<string>) => () => {
    started.push(name);
    begun.resolve();
    return result;
  };
  const first = line.run(1, work('first', engine.promise), stop.signal);
  const left = line.run(1, work('left', engine.promise), stop.signal);
  const next = line.run(1, work('next', Promise.resolve('next')), never);
  await begun.promise;
  stop.abort(new Error('stopped'));
  await expect(first).rejects.toThrow('stopped');
  await expect(left).rejects.toThrow('stopped');
  expect(started).toEqual(['first']);
  engine.resolve('late');
  await expect(next).resolves.toBe('next');
  expect(started).toEqual(['first', 'next']);
  await line.settled();
});

test('what fails is told, and the line goes on', async () => {
  const line = createVectorLine();
  await expect(line.run(1, () => Promise.reject(new Error('broken')), never)).rejects.toThrow('broken');
  const thrower = () => {
    throw new Error('thrown');
  };
  await expect(line.run(1, thrower, never)).rejects.toThrow('thrown');
  await expect(line.run(1, () => Promise.resolve(3), never)).resolves.toBe(3);
});

test('an engine that hangs is given up for all, said once, and waited for by nobody', async () => {
  const line = createVectorLine({ patience: 20, perToken: 0 });
  const told: unknown[] = [];
  line.onStall((error) => told.push(error));
  const hanging = new Promise<never>(() => {});
  const all = [line.run(1, () => hanging, never), line.run(1, () => hanging, never)];
  for (const one of all) await expect(one).rejects.toMatchObject({ code: 'ENGINE_STALLED' });
  await expect(line.run(1, () => Promise.resolve(1), never)).rejects.toMatchObject({ code: 'ENGINE_STALLED' });
  await line.settled();
  expect(line.isStalled).toBe(true);
  expect(told).toHaveLength(1);
});
