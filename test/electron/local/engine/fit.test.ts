import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EngineModel } from '../../../../electron/local/engine/engine.ts';
import type { EngineMessage } from '../../../../electron/local/engine/request.ts';
import { testModel } from '../../../helpers/models/test-model.ts';
import { ask, chatRequest, sentence, user } from './ask.ts';
import { open } from './open-parts.ts';

// Catches: a conversation cut in silence, an answer that throws away its own beginning, a shift that changes with every
// question so that everything is read again, a huge prompt that is read before it is refused.

const contextSize = 1024;
let model: EngineModel;
beforeAll(async () => {
  model = await open(await testModel('talker'), { contextSize });
});
afterAll(() => model.close());

test('a prompt that is too long is refused with both numbers', async () => {
  const messages = [user('x'.repeat(1200))];
  const tokens = await model.count(chatRequest(messages));
  expect(tokens).toBeGreaterThan(1200);
  await expect(ask(model, messages)).rejects.toMatchObject({
    code: 'CONTEXT_TOO_LONG',
    details: { tokens, limit: contextSize },
  });
});

test('the longest prompt that fits is answered, and one token more is not', async () => {
  const frame = await model.count(chatRequest([user('')]));
  const of = (length: number) => [user('x'.repeat(length))];
  const { end } = await ask(model, of(contextSize - 2 - frame), { maxTokens: null });
  expect(end.usage).toMatchObject({ inputTokens: contextSize - 2 });
  expect(end.reason).toBe('length');
  await expect(ask(model, of(contextSize - 1 - frame))).rejects.toMatchObject({ code: 'CONTEXT_TOO_LONG' });
});

test('an answer that fills the context ends for its length, and keeps its beginning', async () => {
  const { text, end } = await ask(model, `count ${'x'.repeat(900)}`, { maxTokens: null });
  expect(text.startsWith('Counting: n1 n2')).toBe(true);
  expect(end.reason).toBe('length');
  expect(end.usage.inputTokens + end.usage.outputTokens).toBe(contextSize);
});

test('a prompt of 200,000 tokens is refused, and who is being answered goes on', async () => {
  const neighbour = ask(model, 'count', { maxTokens: 200 });
  await expect(ask(model, 'word '.repeat(40_000))).rejects.toMatchObject({
    code: 'CONTEXT_TOO_LONG',
    details: { limit: contextSize },
  });
  // Short enough to be counted.
  await expect(ask(model, 'x'.repeat(60_000))).rejects.toMatchObject({
    code: 'CONTEXT_TOO_LONG',
    details: { tokens: expect.any(Number) },
  });
  await expect(neighbour).resolves.toMatchObject({ end: { usage: { outputTokens: 200 } } });
});

const turns = (count: number): EngineMessage[] =>
  Array.from({ length: count }, (_, index): EngineMessage[] => [
    user(`question ${index} ${'y'.repeat(20)}`),
    { role: 'assistant', parts: [{ kind: 'text', text: `answer ${index}` }] },
  ]).flat();

test('with a shift the oldest turns are left out, never what the system says, and the end says how many', async () => {
  const system: EngineMessage = { role: 'system', text: 'Keep this.' };
  const short = [system, ...turns(3), user('hello')];
  await expect(ask(model, short, { overflow: 'shift' })).resolves.toMatchObject({
    text: sentence,
    end: { droppedTurns: 0 },
  });
  const long = [system, ...turns(40), user('hello')];
  const { text, end } = await ask(model, long, { overflow: 'shift' });
  expect(text).toBe(sentence);
  expect(end.droppedTurns).toBeGreaterThan(20);
  const kept = await model.count(chatRequest([system, ...turns(40).slice(2 * end.droppedTurns), user('hello')]));
  expect(end.usage.inputTokens).toBe(kept);
});

test('questions in a row leave out the same turns, so that little is read again', async () => {
  const dropped: number[] = [];
  const read: number[] = [];
  for (let count = 30; count < 36; count += 1) {
    const { end } = await ask(model, [...turns(count), user('hello')], { overflow: 'shift' });
    dropped.push(end.droppedTurns);
    read.push(end.usage.inputTokens - end.usage.cachedTokens);
  }
  expect(new Set(dropped).size).toBeLessThanOrEqual(3);
  expect(read.filter((tokens) => tokens < 150).length).toBeGreaterThanOrEqual(3);
});

test('one question that does not fit is refused, shift or not', async () => {
  await expect(ask(model, [...turns(2), user('x'.repeat(1200))], { overflow: 'shift' })).rejects.toMatchObject({
    code: 'CONTEXT_TOO_LONG',
  });
});
