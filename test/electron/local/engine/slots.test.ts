import type { SequenceEvaluateOptions, Token } from 'node-llama-cpp';
import { afterEach, expect, test } from 'vitest';
import { contextInternals } from '../../../../electron/local/engine/internals.ts';
import type { Slot } from '../../../../electron/local/engine/slot.ts';
import { never, openParts } from './open-parts.ts';

// Catches: a long prompt that takes every batch, a request that waits for ever for the context's lock while others
// write, an abort that is heard only when the whole prompt was read, a grammar without a way on that ends the process.

type Parts = Awaited<ReturnType<typeof openParts>>;
let parts: Parts;
afterEach(() => parts.close());

const greedy: SequenceEvaluateOptions = { temperature: 0, yieldEogToken: true };
const byChance: SequenceEvaluateOptions = { temperature: 1, topK: 0, topP: 1, seed: 1 };

/** Writes on until it is stopped, and counts. */
function writer(slot: Slot, last: Token) {
  let count = 0;
  let isStopped = false;
  const done = (async () => {
    for await (const _ of slot.sequence.evaluate([last], { ...greedy, ...byChance })) {
      count += 1;
      if (isStopped) break;
    }
  })();
  return {
    get count() {
      return count;
    },
    async written(more: number) {
      const wanted = count + more;
      while (count < wanted) await new Promise(setImmediate);
    },
    async stop() {
      isStopped = true;
      await done;
      slot.release();
    },
    done,
  };
}

async function startWriter({ slots, tokens }: Parts) {
  const prompt = tokens('forever');
  const slot = await slots.acquire({ tokens: prompt, signal: never });
  await slot.prepare(prompt, never);
  return writer(slot, prompt.at(-1) as Token);
}

test('who writes gets a token between any two chunks of another prompt', async () => {
  parts = await openParts({ contextSize: 4096, slots: 2 });
  const neighbour = await startWriter(parts);
  await neighbour.written(5);
  const prompt = parts.long(3000);
  const slot = await parts.slots.acquire({ tokens: prompt, signal: never });
  const before = { steps: parts.steps.count, tokens: neighbour.count };
  await slot.prepare(prompt, never);
  const steps = parts.steps.count - before.steps;
  const tokens = neighbour.count - before.tokens;
  expect(slot.sequence.nextTokenIndex).toBe(2999);
  // At least the 512 of a batch each, and in every step a token of the neighbour's.
  expect(steps).toBeGreaterThanOrEqual(6);
  expect(tokens).toBeGreaterThanOrEqual(steps - 2);
  await neighbour.stop();
  slot.release();
});

test('what needs the lock of the context gets it between two steps of four that write', async () => {
  parts = await openParts({ slots: 5 });
  const { slots, tokens } = parts;
  const old = tokens('count');
  const first = await slots.acquire({ tokens: old, signal: never });
  await first.prepare(old, never);
  first.release();
  const writers: ReturnType<typeof writer>[] = [];
  for (let index = 0; index < 4; index += 1) writers.push(await startWriter(parts));
  await Promise.all(writers.map((one) => one.written(5)));
  const slot = await slots.acquire({ tokens: tokens('dice'), signal: never });
  const written = () => writers.map(({ count }) => count);
  const before = written();
  await slot.sequence.adaptStateToTokens(old.slice(0, 4), false);
  const more = written().map((count, index) => count - (before[index] ?? 0));
  expect(Math.max(...more)).toBeLessThanOrEqual(2);
  expect(slot.sequence.nextTokenIndex).toBeLessThanOrEqual(4);
  slot.release();
  await Promise.all(writers.map((one) => one.stop()));
});

test('an abort in the middle of a prompt ends it after the chunk that is being read', async () => {
  parts = await openParts({ contextSize: 4096 }, { chunkTime: 1 });
  const neighbour = await startWriter(parts);
  const prompt = parts.long(3000);
  const slot = await parts.slots.acquire({ tokens: prompt, signal: never });
  const stop = new AbortController();
  const reading = slot.prepare(prompt, stop.signal);
  while (slot.sequence.nextTokenIndex < 200) await new Promise(setImmediate);
  const read = slot.sequence.nextTokenIndex;
  stop.abort(new Error('enough'));
  await expect(reading).rejects.toThrow('enough');
  const kept = slot.sequence.nextTokenIndex;
  expect(kept).toBeLessThanOrEqual(read + 2 * parts.steps.chunk());
  await neighbour.written(5);
  // The slot is as good as before, and goes on where it was.
  await expect(slot.prepare(prompt, never)).resolves.toEqual({ cached: kept, evaluated: 2999 - kept });
  slot.release();
  await neighbour.stop();
});

test('a grammar without a way on fails its own request, and its slot works on', async () => {
  parts = await openParts();
  const { llama, model, slots, tokens } = parts;
  const { LlamaGrammarEvaluationState } = await import('node-llama-cpp');
  const neighbour = await startWriter(parts);
  const prompt = tokens('hello');
  const slot = await slots.acquire({ tokens: prompt, signal: never });
  await slot.prepare(prompt, never);
  const grammar = await llama.createGrammar({ grammar: 'root ::= "\\x00"' });
  const grammarEvaluationState = new LlamaGrammarEvaluationState({ model, grammar });
  const last = prompt.slice(-1);
  const failing = async () => {
    for await (const _ of slot.sequence.evaluate(last, { ...greedy, ...byChance, grammarEvaluationState }));
  };
  await expect(failing()).rejects.toThrow('Unexpected empty grammar stack');
  await neighbour.written(5);
  await slot.prepare(prompt, never);
  const words: Token[] = [];
  for await (const token of slot.sequence.evaluate(last, greedy)) {
    words.push(token);
    if (words.length === 3) break;
  }
  expect(model.detokenize(words)).toBe('Hello! I am');
  slot.release();
  await neighbour.stop();
});

test('what a failed step left in a place is not taken for the beginning of the next prompt', async () => {
  parts = await openParts({ slots: 1 });
  const { context, model, slots, tokens } = parts;
  const prompt = tokens('hello');
  const first = await slots.acquire({ tokens: prompt, signal: never });
  await first.prepare(prompt, never);
  const { _ctx } = contextInternals(context);
  const failOnce = () => {
    Reflect.deleteProperty(_ctx, 'decodeBatch');
    return Promise.reject(new Error('Eval has failed'));
  };
  Object.defineProperty(_ctx, 'decodeBatch', { value: failOnce, configurable: true });
  await expect(first.sequence.evaluate(prompt.slice(-1), greedy).next()).rejects.toThrow('Eval has failed');
  first.release();
  const second = await slots.acquire({ tokens: prompt, signal: never });
  await expect(second.prepare(prompt, never)).resolves.toEqual({ cached: 0, evaluated: prompt.length - 1 });
  const { value } = await second.sequence.evaluate(prompt.slice(-1), greedy).next();
  expect(model.detokenize([value as Token])).toBe('Hello!');
  second.release();
});

test('a conversation gets its old place back and reads only what is new', async () => {
  parts = await openParts({ slots: 3 });
  const { slots, tokens, long } = parts;
  const histories = [long(300, 0), long(400, 1), long(500, 2)];
  for (const history of histories) {
    const slot = await slots.acquire({ tokens: history, signal: never });
    await slot.prepare(history, never);
    slot.release();
  }
  for (const history of histories) {
    const next = [...history, ...tokens('hello')];
    const slot = await slots.acquire({ tokens: next, signal: never });
    await expect(slot.prepare(next, never)).resolves.toEqual({
      cached: history.length - 1,
      evaluated: next.length - history.length,
    });
    slot.release();
  }
});

test('places are given in the order they were asked for, and who gives up is passed over', async () => {
  parts = await openParts({ slots: 1 });
  const { slots, tokens } = parts;
  const prompt = tokens('hello');
  const first = await slots.acquire({ tokens: prompt, signal: never });
  const order: string[] = [];
  const ask = async (name: string, signal: AbortSignal) => {
    const slot = await slots.acquire({ tokens: prompt, signal });
    order.push(name);
    slot.release();
  };
  const stop = new AbortController();
  const asked = [ask('a', never), ask('b', stop.signal), ask('c', never)];
  expect([slots.running, slots.queued]).toEqual([1, 3]);
  stop.abort(new Error('gone'));
  first.release();
  const ends = await Promise.allSettled(asked);
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(order).toEqual(['a', 'c']);
});

test('closing ends what writes and what waits', async () => {
  parts = await openParts({ slots: 1 });
  const { slots, tokens } = parts;
  const neighbour = await startWriter(parts);
  await neighbour.written(3);
  const waiting = slots.acquire({ tokens: tokens('hello'), signal: never });
  const ends = Promise.allSettled([neighbour.done, waiting]);
  await slots.close();
  for (const end of await ends) expect(end).toMatchObject({ status: 'rejected', reason: { code: 'CANCELLED' } });
});
