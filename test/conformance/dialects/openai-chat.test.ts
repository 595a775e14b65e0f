// Catches: a check that reads what a body says as wrongly as the code that it checks.
import { describe, expect, test } from 'vitest';
import type { Expected, WireRequest } from '../dialect.ts';
import { openaiChat } from './openai-chat.ts';
import { openaiEmbeddings } from './openai-other.ts';

const request = (body: object, path = 'chat/completions'): WireRequest => ({
  method: 'POST',
  url: `https://api.example.com/v1/${path}`,
  headers: {},
  body,
});
const hi = { model: 'm', messages: [{ role: 'user', content: 'Hi' }] };
const read = (body: string, stream = false) =>
  openaiChat.read({ status: 200, headers: {}, body }, request({ ...hi, stream }));
const whole = (message: object, rest: object = {}) => JSON.stringify({ choices: [{ message, ...rest }] });
const events = (...deltas: object[]) =>
  deltas.map((delta) => `data: ${JSON.stringify({ choices: [{ index: 0, delta }] })}\n\n`).join('');

describe('read', () => {
  test.each<[string, string, Expected]>([
    ['a text', whole({ content: 'a' }, { finish_reason: 'length' }), { text: 'a', finish: 'length' }],
    [
      'parts',
      whole({
        content: [
          { type: 'thinking', thinking: [{ type: 'text', text: 't' }] },
          { type: 'text', text: 'a' },
        ],
      }),
      { text: 'a', reasoning: 't' },
    ],
    ['an object for a text', whole({ content: { a: 1 } }), { text: '{"a":1}' }],
    [
      'a refusal',
      whole({ content: null, refusal: 'no' }, { finish_reason: 'stop' }),
      { text: 'no', finish: 'content-filter' },
    ],
    ['reasoning', whole({ content: 'a', reasoning_content: 't' }), { reasoning: 't' }],
    [
      'a delta beside the message',
      JSON.stringify({ choices: [{ message: { content: 'a' }, delta: { content: '' } }] }),
      { text: 'a' },
    ],
    ['an error', JSON.stringify({ error: { message: 'no' } }), { failsInside: true }],
  ])('%s', (_name, body, expected) => {
    expect(read(body)).toMatchObject(expected);
  });

  test('two tool calls, in pieces, in turns', () => {
    const call = (index: number, json: string, more: object = {}) => ({
      tool_calls: [{ index, ...more, function: { ...('id' in more && { name: `f${index}` }), arguments: json } }],
    });
    const body = events(call(0, '{"a"', { id: 'x' }), call(1, '', { id: 'y' }), call(0, ':1}'), call(1, '{}'));
    expect(read(body, true).toolCalls).toEqual([
      { id: 'x', name: 'f0', input: { a: 1 } },
      { id: 'y', name: 'f1', input: {} },
    ]);
  });

  test('reasoning that is counted beside the answer is in the output', () => {
    const usage = {
      prompt_tokens: 5,
      completion_tokens: 2,
      total_tokens: 10,
      completion_tokens_details: { reasoning_tokens: 3 },
    };
    const body = JSON.stringify({ choices: [{ message: { content: 'a' } }], usage });
    expect(read(body).usage).toEqual({ input: 5, output: 5, reasoning: 3 });
  });
});

describe('compare', () => {
  const same: [string, object, object][] = [
    ['two names of one limit', { max_tokens: 5 }, { max_completion_tokens: 5 }],
    ['one stop word', { stop: 'x' }, { stop: ['x'] }],
    ['a text in parts', {}, { messages: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }] }],
    ['how usage is asked for', { stream_options: { include_usage: true } }, {}],
  ];
  test.each(same)('%s', (_name, sent, recorded) => {
    expect(openaiChat.compare(request({ ...hi, ...sent }), request({ ...hi, ...recorded }))).toEqual([]);
  });

  const tool = (name: string, parameters: object) => ({ type: 'function', function: { name, parameters } });
  const other: [string, object, object][] = [
    ['modelId', { model: 'n' }, {}],
    ['stream', { stream: true }, {}],
    ['temperature', { temperature: 0 }, {}],
    ['inputSchema', { tools: [tool('f', { type: 'object' })] }, { tools: [tool('f', { type: 'string' })] }],
    ['toolChoice', { tools: [tool('f', {})], tool_choice: 'required' }, { tools: [tool('f', {})] }],
    ['responseFormat', { response_format: { type: 'json_object' } }, {}],
    ['body.store', { store: true }, {}],
  ];
  test.each(other)('%s is not the same', (field, sent, recorded) => {
    const lines = openaiChat.compare(request({ ...hi, ...sent }), request({ ...hi, ...recorded }));
    expect(lines.join('\n')).toContain(field);
  });
});

// Catches: a recording in base64 that is played to somebody who asked for numbers.
test('vectors are told in the encoding that was asked for', () => {
  const base64 = Buffer.from(new Float32Array([0.25, -1]).buffer).toString('base64');
  const told = { status: 200, headers: {}, body: JSON.stringify({ data: [{ index: 0, embedding: base64 }] }) };
  const asked = request({ model: 'm', input: 'a' }, 'embeddings');
  expect(openaiEmbeddings.read(told, asked).vectors).toEqual([[0.25, -1]]);
  const retold = openaiEmbeddings.retell?.(told, asked);
  expect(retold?.body).toBe('{"data":[{"index":0,"embedding":[0.25,-1]}]}');
});
