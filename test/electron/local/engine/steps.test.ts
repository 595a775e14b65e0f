import { expect, test } from 'vitest';
import { createSteps, type StepItem } from '../../../../electron/local/engine/steps.ts';

// Catches: a prompt in every step while others write, a step that begins before all who write are ready, a request that
// is decoded after it was aborted, a lock that waits while steps follow each other, a hanging engine nobody notices.

/** An engine that decodes in the given order and takes no time but what a test gives it. */
function tape() {
  const steps: string[][] = [];
  let open: (() => void)[] = [];
  return {
    steps,
    decode: (name: string) => () => {
      if (open.length === 0) steps.push([]);
      steps.at(-1)?.push(name);
      return new Promise<string>((resolve) => open.push(() => resolve(name)));
    },
    /** Lets the step that runs come to its end, once there is one. */
    async finish() {
      while (open.length === 0) await new Promise(setImmediate);
      const all = open;
      open = [];
      for (const one of all) one();
      await new Promise(setImmediate);
    },
  };
}

const writing = (owner: object): StepItem => ({ owner, tokens: 1, isWriting: true });
const prompt = (tokens: number, signal?: AbortSignal): StepItem => ({ owner: {}, tokens, isWriting: false, signal });

test('all who write go together, with one chunk of one prompt', async () => {
  const { steps, decode, finish } = tape();
  const loop = createSteps({ batchSize: 64 });
  const size = loop.chunk();
  const all = [
    loop.run(prompt(size), decode('p1')),
    loop.run(prompt(size), decode('p2')),
    loop.run(writing({}), decode('a')),
    loop.run(writing({}), decode('b')),
  ];
  await finish();
  expect(steps).toEqual([['a', 'b', 'p1']]);
  await finish();
  await Promise.all(all);
  expect(steps).toEqual([['a', 'b', 'p1'], ['p2']]);
  expect(loop.count).toBe(2);
});

test('short prompts share what a long one would take', async () => {
  const { steps, decode, finish } = tape();
  const loop = createSteps({ batchSize: 64 });
  const all = ['p1', 'p2', 'p3', 'p4'].map((name) => loop.run(prompt(10), decode(name)));
  await finish();
  await finish();
  await Promise.all(all);
  expect(steps).toEqual([['p1', 'p2', 'p3'], ['p4']]);
});

test('after a chunk, those who write get as much time as it took before the next', async () => {
  const loop = createSteps({ batchSize: 512, chunkTime: 40 });
  const order: string[] = [];
  const work = (name: string, time: number) => async () => {
    order.push(name);
    const until = performance.now() + time;
    while (performance.now() < until) await new Promise(setImmediate);
  };
  const owner = {};
  const read = async () => {
    for (let index = 0; index < 3; index += 1) await loop.run(prompt(loop.chunk()), work('prompt', 40));
  };
  let isReading = true;
  const write = async () => {
    while (isReading) await loop.run(writing(owner), work('token', 4));
  };
  const writer = write();
  await read();
  isReading = false;
  await writer;
  const between = order.join(' ').split('prompt').slice(1, -1);
  expect(between).toHaveLength(2);
  for (const tokens of between) expect(tokens.trim().split(' ').length).toBeGreaterThanOrEqual(5);
});

test('a prompt is read in longer pieces where nobody waits for them, and never in shorter ones than asked for', async () => {
  const loop = createSteps({ batchSize: 512 });
  const alone = loop.chunk();
  const waiting = loop.run(writing({}), () => Promise.resolve());
  expect(loop.chunk()).toBeLessThan(alone);
  await waiting;
  expect(createSteps({ batchSize: 512, leastChunk: 64 }).chunk()).toBe(64);
});

test('an abort takes a chunk out of the line, and one that is being read is waited for', async () => {
  const { steps, decode, finish } = tape();
  const loop = createSteps({ batchSize: 512 });
  const stop = new AbortController();
  const first = loop.run(prompt(32, stop.signal), decode('first'));
  const second = loop.run(prompt(32, stop.signal), decode('second'));
  while (steps.length === 0) await new Promise(setImmediate);
  stop.abort(new Error('enough'));
  await expect(second).rejects.toThrow('enough');
  await finish();
  await expect(first).resolves.toBe('first');
  await expect(loop.run(prompt(32, stop.signal), decode('third'))).rejects.toThrow('enough');
  expect(steps).toEqual([['first']]);
});

test('what needs the lock runs when the step is over, before the next', async () => {
  const { steps, decode, finish } = tape();
  const loop = createSteps({ batchSize: 512 });
  const order: string[] = [];
  const first = loop.run(writing({}), decode('a'));
  while (steps.length === 0) await new Promise(setImmediate);
  const second = loop.run(writing({}), decode('b'));
  // As the engine does: who waits for the lock gets it when the step that holds it is over.
  let unlock = (): void => {};
  const lock = new Promise<void>((resolve) => {
    unlock = resolve;
  });
  const work = loop.between(
    () => lock.then(() => void order.push('work')),
    () => lock,
  );
  await finish();
  await first;
  expect(steps).toEqual([['a']]);
  unlock();
  await work;
  await finish();
  await second;
  expect(order).toEqual(['work']);
  expect(steps).toEqual([['a'], ['b']]);
});

test('an error is the request’s own', async () => {
  const { decode, finish } = tape();
  const loop = createSteps({ batchSize: 512 });
  const bad = loop.run(writing({}), () => Promise.reject(new Error('bad')));
  const good = loop.run(writing({}), decode('good'));
  await expect(bad).rejects.toThrow('bad');
  await finish();
  await expect(good).resolves.toBe('good');
});

test('an engine that does not answer fails all, and is reported once', async () => {
  const lost: unknown[] = [];
  const loop = createSteps({ batchSize: 512, patience: 20, onStall: (error) => lost.push(error) });
  const hanging = loop.run(writing({}), () => new Promise(() => {}));
  await expect(hanging).rejects.toMatchObject({ code: 'ENGINE_STALLED' });
  await expect(loop.run(writing({}), () => Promise.resolve())).rejects.toMatchObject({ code: 'ENGINE_STALLED' });
  expect(lost).toHaveLength(1);
});
