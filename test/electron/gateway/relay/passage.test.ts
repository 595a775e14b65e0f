import { describe, expect, test } from 'vitest';
import { dialects } from '../../../../electron/gateway/relay/dialects.ts';
import { createPassage } from '../../../../electron/gateway/relay/passage.ts';
import type { Dialect } from '../../../../shared/model/dialect.ts';

const open = (dialect: Dialect, hidesUsage = false) =>
  createPassage(dialects[dialect].reading, { modelId: 'theirs', hidesUsage, rename: null });

const data = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`;
const chat = (delta: object, finish: string | null = null) =>
  data({ choices: [{ index: 0, delta, finish_reason: finish }] });
const line = (value: unknown) => `${JSON.stringify(value)}\n`;

const waits: [Dialect, string][] = [
  ['openai-chat', ': ping\n\n'],
  ['openai-chat', chat({ role: 'assistant', content: '', tool_calls: [], refusal: null })],
  ['openai-chat', data({ choices: [], prompt_filter_results: [{}] })],
  ['openai-completions', data({ choices: [{ text: '', finish_reason: null }] })],
  ['openai-responses', data({ type: 'response.created', response: { model: 'm', output: [] } })],
  ['openai-responses', data({ type: 'response.output_item.added', item: { type: 'message' } })],
  ['openai-responses', data({ type: 'response.output_text.delta', delta: '' })],
  [
    'anthropic-messages',
    `event: message_start\n${data({ type: 'message_start', message: { usage: { input_tokens: 3 } } })}`,
  ],
  ['anthropic-messages', `event: ping\n${data({ type: 'ping' })}`],
  ['anthropic-messages', data({ type: 'content_block_start', content_block: { type: 'text', text: '' } })],
  ['anthropic-messages', data({ type: 'content_block_delta', delta: { type: 'text_delta', text: '' } })],
  ['ollama-chat', line({ message: { role: 'assistant', content: '' }, done: false })],
  ['ollama-generate', line({ response: '', done: false })],
];

// Catches: a request bound to a target by an event that says nothing.
test.each(waits)('%s waits: %s', (dialect, event) => {
  const passage = open(dialect);
  expect(passage.push(Buffer.from(event)).bytes).toBeNull();
  expect(passage.hasContent).toBe(false);
});

const passes: [Dialect, string][] = [
  ['openai-chat', chat({ content: 'a' })],
  ['openai-chat', chat({ reasoning_content: 'a' })],
  ['openai-chat', chat({ x_unheard_of: 'a' })],
  ['openai-chat', chat({ tool_calls: [{ index: 0, function: { name: 'f', arguments: '' } }] })],
  ['openai-chat', chat({}, 'length')],
  ['openai-completions', data({ choices: [{ text: 'a', finish_reason: null }] })],
  ['openai-responses', data({ type: 'response.output_text.delta', delta: 'a' })],
  [
    'openai-responses',
    data({ type: 'response.incomplete', response: { incomplete_details: { reason: 'max_output_tokens' } } }),
  ],
  ['anthropic-messages', data({ type: 'content_block_delta', delta: { type: 'thinking_delta', thinking: 'a' } })],
  [
    'anthropic-messages',
    data({ type: 'content_block_start', content_block: { type: 'tool_use', name: 'f', input: {} } }),
  ],
  [
    'anthropic-messages',
    data({ type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 1 } }),
  ],
  ['ollama-chat', line({ message: { role: 'assistant', content: '', thinking: 'a' }, done: false })],
  ['ollama-generate', line({ response: 'a', done: false })],
  ['ollama-chat', line({ message: { role: 'assistant', content: '' }, done: true, done_reason: 'stop' })],
];

// Catches: content held back, or what came before it lost.
test.each(passes)('%s passes: %s', (dialect, event) => {
  const before = waits.filter(([name]) => name === dialect).map(([, text]) => text);
  const passage = open(dialect);
  for (const text of before) passage.push(Buffer.from(text));
  expect(passage.push(Buffer.from(event)).bytes?.toString()).toBe(before.join('') + event);
  expect(passage.hasContent).toBe(true);
});

describe('a stream that has begun', () => {
  // Catches: a copy of every chunk.
  test('passes as the very bytes that came', () => {
    const passage = open('openai-chat');
    passage.push(Buffer.from(chat({ content: 'a' })));
    const chunk = Buffer.from(chat({ content: 'b' }) + chat({ content: 'c' }));
    const { bytes } = passage.push(chunk);
    expect(bytes?.buffer).toBe(chunk.buffer);
    expect(bytes).toEqual(chunk);
  });

  // Catches: an event kept back until the next one comes, because of how its lines end.
  test.each(['\n', '\r\n'])('passes at once (%j)', (end) => {
    const passage = open('openai-chat');
    const event = Buffer.from(chat({ content: 'a' }).replaceAll('\n', end));
    expect(passage.push(event).bytes).toEqual(event);
    expect(passage.push(event).bytes).toEqual(event);
  });

  // Catches: a target that writes nonsense being kept, or a stream broken off for what its reader may pass over.
  test('what cannot be read fails it at the beginning only', () => {
    const garbage = Buffer.from('data: {"half":\n\n');
    expect(open('openai-chat').push(garbage).failure?.said).toBeInstanceOf(SyntaxError);
    const passage = open('openai-chat');
    passage.push(Buffer.from(chat({ content: 'a' })));
    expect(passage.push(garbage)).toEqual({ bytes: garbage });
  });

  // Catches: an event missed because of where a chunk ends, or of how its lines do.
  test.each([
    [
      'openai-chat',
      'stop',
      [
        chat({ content: 'ä🌍' }),
        chat({}, 'stop'),
        data({ choices: [], usage: { prompt_tokens: 3, completion_tokens: 2 } }),
        'data: [DONE]\n\n',
      ],
    ],
    [
      'anthropic-messages',
      'tool-calls',
      [
        data({
          type: 'message_start',
          message: { usage: { input_tokens: 1, cache_read_input_tokens: 2, output_tokens: 1 } },
        }),
        data({ type: 'content_block_delta', delta: { type: 'text_delta', text: 'ä🌍' } }),
        data({ type: 'message_delta', delta: { stop_reason: 'tool_use' }, usage: { output_tokens: 2 } }),
        data({ type: 'message_stop' }),
      ],
    ],
    [
      'openai-responses',
      'length',
      [
        data({ type: 'response.output_text.delta', delta: 'ä🌍' }),
        data({
          type: 'response.incomplete',
          response: {
            status: 'incomplete',
            incomplete_details: { reason: 'max_output_tokens' },
            usage: { input_tokens: 3, output_tokens: 2 },
          },
        }),
      ],
    ],
    [
      'ollama-chat',
      'tool-calls',
      [
        line({ message: { content: 'ä🌍', tool_calls: [{ function: { name: 'f' } }] }, done: false }),
        line({ message: { content: '' }, done: true, done_reason: 'stop', prompt_eval_count: 3, eval_count: 2 }),
      ],
    ],
  ] as const)('%s is read the same wherever it is cut', (dialect, finishReason, events) => {
    for (const text of [events.join(''), events.join('').replaceAll('\n', '\r\n'), events.join('').trimEnd()]) {
      const whole = Buffer.from(text);
      for (let at = 0; at < whole.length; at += 1) {
        const passage = open(dialect);
        const parts = [whole.subarray(0, at), whole.subarray(at)].map((part) => passage.push(part).bytes);
        const out = [...parts, passage.end().bytes].filter((bytes) => bytes !== null);
        expect(Buffer.concat(out).toString()).toBe(text);
        expect(passage.isEnded).toBe(true);
        expect(passage.result()).toMatchObject({ finishReason, usage: { inputTokens: 3, outputTokens: 2 } });
      }
    }
  });
});

// Catches: a reading that passes over what it must see once a stream has begun.
test.each<[Dialect, string]>([
  ['openai-chat', data({ error: { message: 'x' } })],
  ['openai-chat', data({ error: 'x' })],
  ['openai-chat', data({ object: 'error', message: 'x' })],
  ['openai-chat', chat({}, 'error')],
  ['openai-responses', data({ type: 'error', message: 'x' })],
  ['openai-responses', data({ type: 'response.failed', response: { error: { code: 'server_error' } } })],
  ['anthropic-messages', `event: error\n${data({ type: 'error', error: { type: 'overloaded_error' } })}`],
  ['ollama-chat', line({ error: 'x' })],
])('%s fails: %s', (dialect, event) => {
  const [, begin = ''] = passes.find(([name]) => name === dialect) ?? [];
  const passage = open(dialect);
  const { bytes, failure } = passage.push(Buffer.from(begin + event));
  expect(bytes?.toString()).toBe(begin);
  expect(failure?.event.toString()).toBe(event);
  expect(passage.push(Buffer.from(event)).failure?.said).toBeDefined();
});

// Catches: thoughts counted twice, or not at all.
test.each([
  [
    { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15, completion_tokens_details: { reasoning_tokens: 3 } },
    5,
  ],
  [
    { prompt_tokens: 10, completion_tokens: 5, total_tokens: 18, completion_tokens_details: { reasoning_tokens: 3 } },
    8,
  ],
])('%o are %i tokens', (usage, outputTokens) => {
  expect(dialects['openai-chat'].reading.counts(usage)).toMatchObject({ outputTokens, reasoningTokens: 3 });
});
