import { expect, test } from 'vitest';
import type { LanguagePart } from '../../../../electron/gateway/language-work.ts';
import { call, callMore, callStart, counts, say, stop, think, whole } from './sse.ts';

const read = (items: readonly LanguagePart[], end = stop): unknown => JSON.parse(whole(items, end));
const messageOf = async (items: readonly LanguagePart[]) => {
  const { choices } = read(items) as { choices: { message: unknown; finish_reason: string }[] };
  return choices[0];
};

// Catches: a member that is missing, or has another name or type than programs expect.
test('the whole answer', async () => {
  expect(read([think('Hm'), think('.'), say('Hi'), say(' there')])).toEqual({
    id: 'chatcmpl-0199-id',
    object: 'chat.completion',
    created: 1_700_000_000,
    model: 'my "model"',
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: 'Hi there',
          refusal: null,
          reasoning_content: 'Hm.',
          reasoning: 'Hm.',
        },
        logprobs: null,
        finish_reason: 'stop',
      },
    ],
    usage: {
      prompt_tokens: 12,
      completion_tokens: 5,
      total_tokens: 17,
      prompt_tokens_details: { cached_tokens: 8 },
      completion_tokens_details: { reasoning_tokens: 2 },
    },
  });
});

// Catches: calls whose arguments are in pieces, doubled or an object; a text of "" beside calls.
test('calls', async () => {
  const items = [
    callStart('a', 'one'),
    callMore('a', '{"x":'),
    call('a', 'one', '{"x":1}'),
    call('b', 'two', ''),
    callStart('c', 'three'),
  ];
  expect(await messageOf(items)).toMatchObject({
    message: {
      content: null,
      tool_calls: [
        { id: 'a', type: 'function', function: { name: 'one', arguments: '{"x":1}' } },
        { id: 'b', type: 'function', function: { name: 'two', arguments: '{}' } },
        { id: 'c', type: 'function', function: { name: 'three', arguments: '{}' } },
      ],
    },
    finish_reason: 'tool_calls',
  });
});

// Catches: null for an answer that is empty, and members that mean "none" and break readers.
test('nothing said', async () => {
  expect(await messageOf([])).toEqual({
    index: 0,
    message: { role: 'assistant', content: '', refusal: null },
    logprobs: null,
    finish_reason: 'stop',
  });
  expect(read([], { ...stop, usage: { ...counts, outputTokens: null } })).not.toHaveProperty('usage');
});

// Catches: log-probabilities that only streams have.
test('logprobs of all pieces', async () => {
  const piece = (token: string): LanguagePart => ({
    type: 'text-delta',
    id: '0',
    delta: token,
    providerMetadata: { any: { logprobs: [{ token, logprob: -1 }] } },
  });
  expect(await messageOf([piece('a'), piece('b')])).toMatchObject({
    logprobs: { content: [{ token: 'a', top_logprobs: [] }, { token: 'b' }], refusal: null },
  });
});
