import { expect, test } from 'vitest';
import { pulled } from '../../../electron/lib/pulled.ts';

const caller = (): AbortSignal => new AbortController().signal;

// Catches: pieces lost, doubled or out of order, or an end that is not told.
test('every piece in its order, then what the work gives back', async () => {
  const steps = pulled<number, string>(caller(), async (emit) => {
    for (const piece of [1, 2, 3]) await emit(piece);
    return 'end';
  });
  const got: unknown[] = [];
  for (;;) {
    const { done, value } = await steps.next();
    got.push(value);
    if (done) break;
  }
  expect(got).toEqual([1, 2, 3, 'end']);
});

// Catches: work that runs ahead of whoever reads slowly, with all of it in memory.
test('the next piece waits until the last one is dealt with', async () => {
  let emitted = 0;
  const steps = pulled<number, void>(caller(), async (emit) => {
    for (; emitted < 10; ) {
      emitted += 1;
      await emit(emitted);
    }
  });
  await steps.next();
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(emitted).toBe(1);
  await steps.next();
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(emitted).toBe(2);
  await steps.return();
});

// Catches: a failure that reaches nobody, or comes before the pieces that went before it.
test('what is thrown comes after what was given', async () => {
  const steps = pulled<number, void>(caller(), async (emit) => {
    await emit(1);
    throw new Error('cut');
  });
  expect((await steps.next()).value).toBe(1);
  await expect(steps.next()).rejects.toThrow('cut');
});

// Catches: an upstream that goes on for nobody, and an end that is written after whoever left looks.
test('leaving early aborts the work and waits for its end', async () => {
  let state = 'running';
  const steps = pulled<number, void>(caller(), async (emit, signal) => {
    for (let piece = 0; !signal.aborted; piece += 1) await emit(piece);
    await new Promise((resolve) => setTimeout(resolve, 10));
    state = 'ended';
  });
  await steps.next();
  await steps.return();
  expect(state).toBe('ended');
});

// Catches: a caller's abort that the work never hears of.
test('the work hears of the abort of its caller', async () => {
  const controller = new AbortController();
  const steps = pulled<number, string>(controller.signal, async (_emit, signal) => {
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    return 'stopped';
  });
  const next = steps.next();
  controller.abort();
  expect(await next).toEqual({ done: true, value: 'stopped' });
});
