import { expect, test } from 'vitest';
import { cacheKeyOf, type Question } from '../../../electron/gateway/cache-key.ts';

const body = { messages: [{ role: 'user', content: 'Grüß "Gott"' }], temperature: 0.2, seed: 7 };
const question: Question = { service: 'language', dialect: 'openai-chat', asked: 'fast', body };
const keyOf = (change: Partial<Question>) => cacheKeyOf({ ...question, ...change });

// Catches: a paid answer asked for again because a program writes its fields in another order, or says who it is.
test('order, stream and who asks change nothing', () => {
  const same = keyOf({});
  expect(same).toMatch(/^[0-9a-f]{64}$/);
  const reordered = { seed: 7, temperature: 0.2, messages: [{ content: 'Grüß "Gott"', role: 'user' }] };
  expect(keyOf({ body: reordered })).toBe(same);
  const besides = { stream: true, user: 'u1', metadata: { a: 'b' } };
  expect(keyOf({ body: { ...body, ...besides, model: 'Fast', top_p: undefined } })).toBe(same);
});

// Catches: one question answered with the answer to another.
test.each<[string, Partial<Question>]>([
  ['another kind of work', { service: 'embedding' }],
  ['another dialect', { dialect: 'anthropic' }],
  ['another target', { asked: 'slow' }],
  ['another parameter', { body: { ...body, temperature: 0.3 } }],
  ['an unknown parameter', { body: { ...body, made_up: null } }],
  ['the order of messages', { body: { ...body, messages: [...body.messages, ...body.messages].reverse() } }],
  ['a text for a number', { body: { ...body, seed: '7' } }],
  ['a list for an object', { body: { ...body, messages: { 0: body.messages[0] } } }],
  ['a name deeper down that is left out on top', { body: { ...body, messages: [{ ...body.messages[0], user: 'x' }] } }],
  ['a text that looks like JSON', { body: { ...body, messages: '[{"role":"user"}]' } }],
])('%s is another question', (_what, change) => {
  expect(keyOf(change)).not.toBe(keyOf({}));
});

// Catches: two members that collapse into one because a name is special to JavaScript.
test('names that objects have by themselves are names like others', () => {
  const odd = JSON.parse('{"__proto__": {"a": 1}, "messages": []}');
  expect(keyOf({ body: odd })).not.toBe(keyOf({ body: { messages: [] } }));
});
