import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EngineModel } from '../../../../../electron/local/engine/engine.ts';
import { chatmlTemplate } from '../../../../helpers/models/build/chat-templates.ts';
import { testModel } from '../../../../helpers/models/test-model.ts';
import { ask, sentence, user, weatherTool } from '../ask.ts';
import { open } from '../open-parts.ts';

// Catches: thoughts in the answer, thinking that cannot be turned off or is turned on in vain, a thought without end,
// a form that keeps a model from thinking though it was asked to, thoughts not counted.

let model: EngineModel;
beforeAll(async () => {
  model = await open(await testModel('talker'), { contextSize: 2048 });
});
afterAll(() => model.close());

const thought = 'First I reason a little.';
const answer = "The puzzle's solution is 42.";

test('a thought is told apart from the answer, and counted', async () => {
  const { text, reasoning, end } = await ask(model, 'puzzle');
  expect({ text, reasoning }).toEqual({ text: answer, reasoning: thought });
  // The three words of it and the mark that ends it; the mark that begins it comes before it.
  expect(end.usage.reasoningTokens).toBe(4);
});

test('off, on and the efforts do what they say', async () => {
  await expect(ask(model, 'puzzle', { thinking: 'off' })).resolves.toMatchObject({ text: answer, reasoning: '' });
  for (const thinking of ['on', 'low', 'medium', 'high'] as const) {
    await expect(ask(model, 'puzzle', { thinking })).resolves.toMatchObject({ text: answer, reasoning: thought });
  }
});

test('a model without thoughts takes off, and refuses on by name', async () => {
  const plain = await open(await testModel('talker', { template: chatmlTemplate }), { contextSize: 512 });
  try {
    await expect(ask(plain, 'hello', { thinking: 'off' })).resolves.toMatchObject({ text: sentence });
    await expect(ask(plain, 'hello', { thinking: 'low' })).rejects.toMatchObject({
      code: 'UNSUPPORTED_PARAMETER',
      details: { param: 'thinking' },
    });
  } finally {
    await plain.close();
  }
});

test('an answer of a given form comes without a thought, unless one is asked for', async () => {
  const format = { kind: 'json' } as const;
  const quick = await ask(model, 'puzzle', { format });
  expect(quick.reasoning).toBe('');
  expect(() => JSON.parse(quick.text) as unknown).not.toThrow();
  const slow = await ask(model, 'puzzle', { format, thinking: 'on' });
  expect(slow.reasoning).toBe(thought);
  expect(() => JSON.parse(slow.text) as unknown).not.toThrow();
  expect(slow.end.usage.reasoningTokens).toBe(4);
});

test('a thought before a forced call', async () => {
  const { reasoning, calls, end } = await ask(model, 'puzzle', {
    thinking: 'on',
    tools: [weatherTool],
    toolChoice: 'required',
    parallelTools: false,
  });
  expect(reasoning).toBe(thought);
  expect(calls).toHaveLength(1);
  expect(end.reason).toBe('calls');
});

test('a thought that uses up all tokens ends the answer for its length', async () => {
  const { reasoning, text, end } = await ask(model, 'puzzle', {
    thinking: 'on',
    format: { kind: 'json' },
    maxTokens: 2,
  });
  expect({ reasoning, text }).toEqual({ reasoning: 'First I reason', text: '' });
  expect(end.reason).toBe('length');
});

test('thoughts of turns before are given back as the template wants them', async () => {
  const asked = [
    user('puzzle'),
    {
      role: 'assistant' as const,
      parts: [
        { kind: 'reasoning' as const, text: thought },
        { kind: 'text' as const, text: answer },
      ],
    },
    user('hello'),
  ];
  await expect(ask(model, asked)).resolves.toMatchObject({ text: sentence, reasoning: '' });
});

test('goes on with a thought that was begun', async () => {
  const begun = [
    user('count'),
    { role: 'assistant' as const, parts: [{ kind: 'reasoning' as const, text: 'Let me see:' }] },
  ];
  const { reasoning, text } = await ask(model, begun, { maxTokens: 3 });
  expect({ reasoning, text }).toEqual({ reasoning: 'Counting: n1 n2', text: '' });
});

test('a thought that comes to no end is ended, and the answer begins', async () => {
  const begun = [
    user('forever'),
    { role: 'assistant' as const, parts: [{ kind: 'reasoning' as const, text: 'Well:' }] },
  ];
  const { reasoning, text, end } = await ask(model, begun, { thinking: 'low', maxTokens: 600 });
  expect(reasoning).toContain('again again');
  expect(text).toContain('again again');
  expect(end.usage.reasoningTokens).toBe(512);
  expect(end.reason).toBe('length');
});
