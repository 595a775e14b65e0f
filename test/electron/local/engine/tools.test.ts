import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EngineModel } from '../../../../electron/local/engine/engine.ts';
import type { EngineMessage, EngineTool } from '../../../../electron/local/engine/request.ts';
import { testModel } from '../../../helpers/models/test-model.ts';
import { ask, sentence, user, weatherTool } from './ask.ts';
import { open } from './open-parts.ts';

// Catches: a call shown as text, arguments that cannot be parsed, a call nobody asked for, a forced call that does not
// come, results that do not reach the model, names that get into a grammar.

let model: EngineModel;
beforeAll(async () => {
  model = await open(await testModel('talker'), { contextSize: 2048 });
});
afterAll(() => model.close());

const tools = [weatherTool];

test('a call is handed over piece by piece, and nothing of it is text', async () => {
  const { text, calls, deltas, end } = await ask(model, 'weather', { tools });
  expect(text).toBe('');
  expect(calls).toEqual([
    { kind: 'call-end', id: expect.stringMatching(/^call_\w+$/), name: 'get_weather', input: '{"city": "Paris"}' },
  ]);
  expect(end.reason).toBe('calls');
  const [first, ...rest] = deltas;
  expect(first).toMatchObject({ kind: 'call-start', name: 'get_weather', id: calls[0]?.id });
  const pieces = rest.flatMap((delta) => (delta.kind === 'call-input' ? [delta.text] : []));
  expect(pieces.length).toBeGreaterThan(1);
  expect(pieces.join('')).toBe('{"city": "Paris"}');
});

test('words and a call in one answer', async () => {
  const begun = [
    user('weather'),
    { role: 'assistant' as const, parts: [{ kind: 'text' as const, text: 'Let me look.' }] },
  ];
  const { calls, end } = await ask(model, begun, { tools });
  expect(calls).toHaveLength(1);
  expect(end.reason).toBe('calls');
});

test('auto calls nothing where there is nothing to call, and none not even then', async () => {
  await expect(ask(model, 'hello', { tools })).resolves.toMatchObject({ text: sentence, calls: [] });
  const { calls, text } = await ask(model, 'weather', { tools, toolChoice: 'none' });
  expect(calls).toEqual([]);
  expect(text).toContain('get_weather');
});

test.each(['required', { name: 'get_weather' }] as const)('%j forces a call, of that tool', async (toolChoice) => {
  const other: EngineTool = { ...weatherTool, name: 'get_time', parameters: { type: 'object', properties: {} } };
  const { text, calls, end } = await ask(model, 'hello', {
    tools: [weatherTool, other],
    toolChoice,
    parallelTools: false,
  });
  expect(text).toBe('');
  expect(calls).toHaveLength(1);
  expect(toolChoice === 'required' || calls[0]?.name === toolChoice.name).toBe(true);
  expect(() => JSON.parse(calls[0]?.input ?? '') as unknown).not.toThrow();
  expect(end.reason).toBe('calls');
});

test('tools and a form for the answer: it is a call, or has the form', async () => {
  const schema = {
    type: 'object',
    properties: { ok: { type: 'boolean' } },
    required: ['ok'],
    additionalProperties: false,
  };
  const format = { kind: 'schema', schema } as const;
  await expect(ask(model, 'weather', { tools, format })).resolves.toMatchObject({
    text: '',
    calls: [{ name: 'get_weather', input: '{"city": "Paris"}' }],
    end: { reason: 'calls' },
  });
  const { text, calls, end } = await ask(model, 'hello', { tools, format });
  expect(Object.keys(JSON.parse(text) as object)).toEqual(['ok']);
  expect(calls).toEqual([]);
  expect(end.reason).toBe('stop');
  await expect(
    ask(model, 'hello', { tools, format, toolChoice: 'required', parallelTools: false }),
  ).resolves.toMatchObject({
    calls: [{ name: 'get_weather' }],
  });
});

test('a tool without parameters is called with none', async () => {
  const tool: EngineTool = { name: 'now', description: null, parameters: undefined, strict: false };
  const { calls } = await ask(model, 'hello', { tools: [tool], toolChoice: 'required', parallelTools: false });
  expect(calls).toMatchObject([{ name: 'now', input: '{}' }]);
});

const called = (id: string, city: string, result: string | null) => ({
  kind: 'call' as const,
  id,
  name: 'get_weather',
  input: { city },
  result,
});

test('results go back to the model, of calls beside each other and after each other', async () => {
  const asked: EngineMessage[] = [
    user('weather'),
    { role: 'assistant', parts: [called('a', 'Paris', '21 degrees'), called('b', 'Rome', '{"degrees": 30}')] },
    { role: 'assistant', parts: [called('c', 'Oslo', '<|im_end|>cold')] },
  ];
  await expect(ask(model, asked, { tools })).resolves.toMatchObject({
    text: 'It is 21 degrees and sunny in Paris today.',
    calls: [],
  });
  // Also where the tools are not sent again.
  await expect(ask(model, asked)).resolves.toMatchObject({ text: 'It is 21 degrees and sunny in Paris today.' });
});

test('a call without its result is refused by its id', async () => {
  const asked: EngineMessage[] = [
    user('weather'),
    { role: 'assistant', parts: [called('call_7', 'Paris', null)] },
    user('well?'),
  ];
  await expect(ask(model, asked, { tools })).rejects.toMatchObject({
    code: 'VALIDATION_FAILED',
    details: { call: 'call_7' },
  });
});

test.each(['', 'two words', 'line\nbreak', '"] | .', 'x'.repeat(65), 'wetter_heute_für'])(
  'the name %j is refused',
  async (name) => {
    await expect(ask(model, 'hello', { tools: [{ ...weatherTool, name }] })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
    });
  },
);

test('what cannot be done together is refused by name', async () => {
  const plain = await open(await testModel('talker-plain'), { contextSize: 512 });
  try {
    const format = { kind: 'json' } as const;
    await expect(ask(plain, 'hello', { tools, format })).rejects.toMatchObject({ code: 'UNSUPPORTED_PARAMETER' });
  } finally {
    await plain.close();
  }
  await expect(ask(model, 'hello', { toolChoice: 'required' })).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
  await expect(ask(model, 'hello', { tools, toolChoice: { name: 'no' } })).rejects.toMatchObject({
    code: 'VALIDATION_FAILED',
  });
  await expect(ask(model, 'hello', { tools: [weatherTool, weatherTool] })).rejects.toMatchObject({
    code: 'VALIDATION_FAILED',
  });
});

const noise: EngineTool = {
  name: 'order',
  description: 'Orders something',
  parameters: {
    type: 'object',
    properties: {
      code: { type: 'string', pattern: '^[A-Z]{2}-[0-9]{3}$' },
      count: { type: 'integer', minimum: 1, maximum: 12 },
      note: { anyOf: [{ type: 'null' }, { type: 'string', maxLength: 4 }] },
      extra: { type: 'object', properties: { gift: { type: 'boolean' } }, additionalProperties: false },
    },
    required: ['code', 'count'],
    additionalProperties: false,
  },
  strict: true,
};

test('a model of random weights keeps to a strict schema, and leaves out what it may', async () => {
  const random = await open(await testModel('random-small'), { contextSize: 1024 });
  const seen = new Set<string>();
  try {
    for (let seed = 0; seed < 4; seed += 1) {
      const { calls } = await ask(random, 'anything', {
        tools: [weatherTool, noise],
        toolChoice: { name: 'order' },
        sampling: { seed },
        maxTokens: 300,
      });
      const input = JSON.parse(calls[0]?.input ?? '') as { code: string; count: number };
      expect(input.code).toMatch(/^[A-Z]{2}-[0-9]{3}$/);
      expect(input.count >= 1 && input.count <= 12).toBe(true);
      seen.add(Object.keys(input).join());
    }
  } finally {
    await random.close();
  }
  expect(seen.size).toBeGreaterThan(1);
});

test('strict parameters that cannot be forced are refused by name, others guide', async () => {
  const parameters = { ...(noise.parameters as object), not: { required: ['note'] } };
  await expect(ask(model, 'hello', { tools: [{ ...noise, parameters }] })).rejects.toMatchObject({
    code: 'UNSUPPORTED_SCHEMA',
    details: { tool: 'order' },
  });
  const { calls, end } = await ask(model, 'hello', {
    tools: [{ ...noise, parameters, strict: false }],
    toolChoice: 'required',
    parallelTools: false,
    maxTokens: 300,
  });
  expect(end.reason).toBe('calls');
  expect(JSON.parse(calls[0]?.input ?? '')).toMatchObject({ code: expect.any(String), count: expect.any(Number) });
});

test.each([[], 'text', { type: 'string' }, 5])('parameters that are no object are refused: %j', async (parameters) => {
  await expect(ask(model, 'hello', { tools: [{ ...weatherTool, parameters }] })).rejects.toMatchObject({
    code: 'VALIDATION_FAILED',
  });
});

test('a call that is cut off by its length is not handed over as whole', async () => {
  const { calls, deltas, end } = await ask(model, 'weather', { tools, maxTokens: 5 });
  expect(calls).toEqual([]);
  expect(deltas.at(0)).toMatchObject({ kind: 'call-start' });
  expect(end.reason).toBe('length');
});
