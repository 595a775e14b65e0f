import { describe, expect, test } from 'vitest';
import type { LanguagePart } from '../../../../electron/gateway/language-work.ts';
import { errorEvent } from '../../../../electron/server/openai/errors.ts';
import { createChatWriter, ping } from '../../../../electron/server/openai/stream-chat.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { call, callMore, callStart, counts, head, readEvents, say, stop, streamed, think, written } from './sse.ts';

const callsOf = (items: readonly LanguagePart[]) =>
  streamed(items).deltas.flatMap(({ tool_calls }) => tool_calls ?? []);

// Catches: agents that put the arguments of one call into another, or find no call at all.
test('edge 1: calls are counted from 0, also when their pieces are mixed', () => {
  const calls = callsOf([
    callStart('a', 'one'),
    callStart('b', 'two'),
    callMore('b', '{"y":'),
    callMore('a', '{}'),
    callMore('b', '2}'),
    call('a', 'one', '{}'),
    call('b', 'two', '{"y":2}'),
    call('c', 'three', '{"z":3}'),
  ]);
  expect(calls.map(({ index, function: { arguments: text } }) => [index, text])).toEqual([
    [0, ''],
    [1, ''],
    [1, '{"y":'],
    [0, '{}'],
    [1, '2}'],
    [2, '{"z":3}'],
  ]);
});

// Catches: programs that see a new call in each piece, or one without an id.
test('edge 2: id, type and name come once, with the first piece, and no id is empty or taken', () => {
  const calls = callsOf([
    callStart('a', 'one'),
    callMore('a', '{}'),
    call('a', 'one', '{}'),
    call('', 'one', '{}'),
    call('a', 'two', '{}'),
  ]);
  expect(calls[0]).toEqual({ index: 0, id: 'a', type: 'function', function: { name: 'one', arguments: '' } });
  expect(calls[1]).toEqual({ index: 0, function: { arguments: '{}' } });
  const ids = calls.flatMap(({ id }) => (id === undefined ? [] : [id]));
  expect(ids).toHaveLength(3);
  expect(new Set(ids).size).toBe(3);
  for (const id of ids.slice(1)) expect(id).toMatch(/^call_[0-9a-f]{32}$/);
});

// Catches: arguments that are an object, not JSON, or told twice.
describe('edge 3: arguments are a text of JSON', () => {
  const text = (items: readonly LanguagePart[]) =>
    callsOf(items)
      .map((one) => one.function.arguments)
      .join('');

  test.each<[string, LanguagePart[], string]>([
    [
      'in pieces',
      [callStart('a', 't'), callMore('a', '{"a"'), callMore('a', ':1}'), call('a', 't', '{"a":1}')],
      '{"a":1}',
    ],
    ['at once', [call('a', 't', '{"a":1}')], '{"a":1}'],
    ['the rest at the end', [callStart('a', 't'), callMore('a', '{"a"'), call('a', 't', '{"a":1}')], '{"a":1}'],
    ['the same in other words', [callStart('a', 't'), callMore('a', '{"a":1}'), call('a', 't', '{"a": 1}')], '{"a":1}'],
    ['blank', [call('a', 't', ' ')], '{}'],
    ['none', [callStart('a', 't'), call('a', 't', '')], '{}'],
    ['none, at once', [call('a', 't', '')], '{}'],
    ['never closed', [callStart('a', 't')], '{}'],
    ['with quotes and line ends', [call('a', 't', '{"a":"\\"\\n\u2028"}')], '{"a":"\\"\\n\u2028"}'],
    [
      'from pieces that are no JSON',
      [
        { type: 'tool-input-start', id: 'a', toolName: 't', inputEncoding: 'text' },
        callMore('a', 'ls'),
        call('a', 't', '"ls"'),
      ],
      '"ls"',
    ],
  ])('%s', (_, items, expected) => {
    expect(text(items)).toBe(expected);
  });

  // Catches: a program that runs a tool which the provider has run already.
  test('what the provider ran itself is not told', () => {
    const items: LanguagePart[] = [
      { type: 'tool-input-start', id: 'a', toolName: 'search', providerExecuted: true },
      callMore('a', '{}'),
      { type: 'tool-call', toolCallId: 'a', toolName: 'search', input: '{}', providerExecuted: true },
      say('Found.'),
    ];
    const { deltas, chunks } = streamed(items, { ...stop, finishReason: 'tool-calls' });
    expect(deltas).toEqual([{ role: 'assistant', content: '' }, { content: 'Found.' }, {}]);
    expect(chunks.at(-1)?.choices[0]?.finish_reason).toBe('stop');
  });
});

// Catches: an empty list of calls, which ends some agents' turn, and pieces that say nothing.
test('edge 4: no call, no tool_calls; nothing to say, no chunk', () => {
  const items: LanguagePart[] = [
    { type: 'stream-start', warnings: [] },
    { type: 'response-metadata', modelId: 'x' },
    { type: 'text-start', id: '0' },
    say(''),
    say('Hi'),
    think(''),
    { type: 'text-end', id: '0' },
  ];
  expect(streamed(items).deltas).toEqual([{ role: 'assistant', content: '' }, { content: 'Hi' }, {}]);
});

// Catches: agents that ask for ever because nothing says that the answer ended, or why.
test.each([
  ['stop', [say('Hi')], 'stop'],
  ['other', [say('Hi')], 'stop'],
  ['length', [say('Hi')], 'length'],
  ['content-filter', [say('Hi')], 'content_filter'],
  ['tool-calls', [call('a', 't', '{}')], 'tool_calls'],
  ['stop', [call('a', 't', '{}')], 'tool_calls'],
  ['length', [call('a', 't', '{}')], 'length'],
  ['stop', [], 'stop'],
] as const)('edge 5: %s of %j: finish_reason once, in a chunk of its own', (finishReason, items, expected) => {
  const { chunks } = streamed(items, { ...stop, finishReason });
  const reasons = chunks.map(({ choices }) => choices[0]?.finish_reason);
  expect(reasons.filter((reason) => reason !== null)).toEqual([expected]);
  expect(chunks.at(-1)?.choices).toEqual([{ index: 0, delta: {}, logprobs: null, finish_reason: expected }]);
});

// Catches: a chunk without choices for programs that did not ask for it, and none for those that compact by it.
describe('edge 6: usage', () => {
  test('not asked for', () => {
    const { chunks } = streamed([say('Hi')]);
    expect(chunks.every((chunk) => !('usage' in chunk) && chunk.choices.length === 1)).toBe(true);
  });

  test('asked for: last, without choices, null before', () => {
    const { chunks, isDone } = streamed([say('Hi')], stop, { includeUsage: true });
    const last = chunks.pop();
    expect(chunks.map(({ usage }) => usage)).toEqual([null, null, null]);
    expect([last?.choices, isDone]).toEqual([[], true]);
    expect(last?.usage).toEqual({
      prompt_tokens: 12,
      completion_tokens: 5,
      total_tokens: 17,
      prompt_tokens_details: { cached_tokens: 8 },
      completion_tokens_details: { reasoning_tokens: 2 },
    });
  });

  test('what nobody said is not told as 0', () => {
    const some = { ...counts, cachedTokens: null, reasoningTokens: null };
    expect(streamed([], { ...stop, usage: some }, { includeUsage: true }).chunks.at(-1)?.usage).toEqual({
      prompt_tokens: 12,
      completion_tokens: 5,
      total_tokens: 17,
    });
    const none = { ...counts, inputTokens: null };
    const { chunks } = streamed([], { ...stop, usage: none }, { includeUsage: true });
    expect(chunks.at(-1)?.choices[0]?.finish_reason).toBe('stop');
  });
});

// Catches: a second role, ids that change on the way, times with a fraction, a name that breaks the JSON.
test('edge 7: the role once and first; one id, name and time for all', () => {
  const { chunks, deltas } = streamed([think('Hm'), say('Hi'), call('a', 't', '{}')], stop, { includeUsage: true });
  expect(deltas.map(({ role }) => role)).toEqual(['assistant', undefined, undefined, undefined, undefined]);
  expect(deltas[0]).toEqual({ role: 'assistant', content: '' });
  for (const { id, object, created, model } of chunks) {
    expect({ id, object, created, model }).toEqual({
      id: 'chatcmpl-0199-id',
      object: 'chat.completion.chunk',
      created: 1_700_000_000,
      model: 'my "model"',
    });
  }
});

describe('edge 8: framing', () => {
  // Catches: a stream that a reader by lines breaks in the wrong place, or that has no end.
  test.each(['a\nb\r\nc', '\u2028\u2029\u0085\u2028', '"\\', '</script>\0', '𝒳é👩‍👩‍👧'])(
    '%j goes through as it is',
    (text) => {
      const { deltas, isDone } = streamed([say(text), think(text)]);
      expect([deltas[1]?.content, deltas[2]?.reasoning, isDone]).toEqual([text, text, true]);
    },
  );

  // Catches: half a character in a chunk, which Python cannot print.
  test('a character in two pieces is told whole', () => {
    const [high = '', low = ''] = '😀'.split('');
    const { deltas } = streamed([say(`a${high}`), say(`${low}b`), say(high), think('x'), say(low), say(high)]);
    expect(deltas.map(({ content }) => content)).toEqual(['', 'a', '😀b', undefined, '😀', undefined]);
    const text = written([callStart('a', 't'), callMore('a', `{"a":"${high}`), call('a', 't', '{"a":"😀"}')]);
    expect(text).not.toMatch(/\\ud83d/i);
    expect(text).toContain('😀');
  });
});

// Catches: thoughts that half of the programs do not find, or take for the answer.
test('edge 9: thoughts have both names', () => {
  expect(streamed([think('Hm')]).deltas[1]).toEqual({ reasoning_content: 'Hm', reasoning: 'Hm' });
});

// Catches: an empty 200 for what should have been a 400: what is sent cannot be taken back.
test('edge 10: nothing is sent before there is content', () => {
  const writer = createChatWriter(head);
  const before: LanguagePart[] = [{ type: 'stream-start', warnings: [] }, { type: 'text-start', id: '0' }, say('')];
  expect(before.map((item) => writer.write(item))).toEqual(['', '', '']);
});

// Catches: a silent end, which programs take for the whole answer, and an error that no reader finds.
test('edge 10: an error after content is an event of its own, and the last', () => {
  const error = new AppError('STREAM_INTERRUPTED', 'The answer ended early.');
  const { chunks, isDone } = readEvents(createChatWriter(head).write(say('Hi')) + errorEvent(error.toJSON()));
  expect(isDone).toBe(false);
  expect(chunks.at(-1)).toEqual({
    error: { message: 'The answer ended early.', type: 'server_error', code: 'STREAM_INTERRUPTED', param: null },
  });
});

// Catches: a pause that is taken for data.
test('edge 11: a ping is a comment', () => {
  const writer = createChatWriter(head);
  const text = ping + writer.write(say('Hi')) + ping + writer.end(stop);
  expect(readEvents(text).chunks).toHaveLength(3);
});

// Catches: log-probabilities that were asked for and are dropped on the way, from a vendor's package or from here.
test('edge 18: logprobs come with their text', () => {
  const bytes = [72, 105];
  const local = [{ token: 'Hi', bytes, logprob: -0.5, top: [{ token: 'Ho', bytes, logprob: -1 }] }];
  const vendor = [{ token: 'Hi', logprob: -0.5, top_logprobs: [{ token: 'Ho', logprob: -1 }] }];
  const withThem = (logprobs: typeof local | typeof vendor): LanguagePart => ({
    type: 'text-delta',
    id: '0',
    delta: 'Hi',
    providerMetadata: { other: { a: 1 }, any: { logprobs } },
  });
  const { chunks } = streamed([withThem(local), withThem(vendor)]);
  const told = (own: number[] | null) => ({
    content: [{ token: 'Hi', logprob: -0.5, bytes: own, top_logprobs: [{ token: 'Ho', logprob: -1, bytes: own }] }],
    refusal: null,
  });
  expect(chunks.map(({ choices }) => choices[0]?.logprobs)).toEqual([null, told(bytes), told(null), null]);
});
