import { describe, expect, test } from 'vitest';
import { type BodyOptions, requestBody } from '../../../../electron/gateway/relay/request-body.ts';
import type { Changes } from '../../../../electron/gateway/work.ts';

const usual: BodyOptions = {
  dialect: 'openai-chat',
  isStream: false,
  line: {},
  modelId: 'theirs',
  changes: {},
  limitField: undefined,
};
const bodyOf = (given: object, options: Partial<BodyOptions> = {}) => {
  const { body, ...rest } = requestBody(Buffer.from(JSON.stringify({ model: 'public', ...given })), {
    ...usual,
    ...options,
  });
  return { ...rest, body: JSON.parse(body.toString()) as Record<string, unknown> };
};

describe('the longest answer', () => {
  const most: Changes = { maxOutputTokens: 100 };

  // Catches: a limit that makes an answer longer than it was asked for, or none where nobody asked.
  test.each([
    [{ max_tokens: 50 }, { max_tokens: 50 }],
    [{ max_tokens: 500 }, { max_tokens: 100 }],
    [{ max_completion_tokens: 500 }, { max_completion_tokens: 100 }],
    [{ max_tokens: null }, { max_tokens: 100 }],
    [{}, { max_tokens: 100 }],
  ])('%o becomes %o', (given, expected) => {
    expect(bodyOf(given, { changes: most }).body).toEqual({ model: 'theirs', ...expected });
  });

  // Catches: a field that a model which reasons refuses.
  test('the field is the one that the model knows, where nobody chose', () => {
    const { body } = bodyOf({}, { changes: most, limitField: 'max_completion_tokens' });
    expect(body).toEqual({ model: 'theirs', max_completion_tokens: 100 });
  });

  // Catches: a limit in a field of another dialect.
  test.each([
    ['anthropic-messages', { max_tokens: 500 }, { max_tokens: 100 }],
    ['openai-responses', {}, { max_output_tokens: 100 }],
    ['openai-embeddings', {}, {}],
    ['ollama-chat', { options: { num_predict: -1, top_k: 3 } }, { options: { num_predict: 100, top_k: 3 } }],
    ['ollama-generate', { options: { num_predict: 20 } }, { options: { num_predict: 20 } }],
  ] as const)('%s', (dialect, given, expected) => {
    expect(bodyOf(given, { dialect, changes: most }).body).toEqual({ model: 'theirs', ...expected });
  });

  // Catches: two bounds of which the larger wins.
  test('what is set is bounded, too', () => {
    const changes = { maxOutputTokens: 100, parameters: { maxOutputTokens: 300 } };
    expect(bodyOf({ max_tokens: 20 }, { changes }).body).toEqual({ model: 'theirs', max_tokens: 100 });
  });
});

// Catches: a rule's parameters that are not sent, or lost without a word.
test('parameters have the names of the dialect, and what has none is told', () => {
  const changes = { parameters: { temperature: 0.5, stop: ['.'], verbosity: 'low' as const } };
  expect(bodyOf({ temperature: 1 }, { changes })).toMatchObject({
    body: { temperature: 0.5, stop: ['.'], verbosity: 'low' },
    warnings: [],
  });
  const { body, warnings } = bodyOf({ stop_sequences: ['!'] }, { dialect: 'anthropic-messages', changes });
  expect(body).toEqual({ model: 'theirs', temperature: 0.5, stop_sequences: ['.'] });
  expect(warnings).toMatchObject([{ parameter: 'verbosity', action: 'dropped' }]);
});

// Catches: counts asked for where the field is refused, unknown, or nobody streams.
test.each<[string, Partial<BodyOptions>, object, boolean]>([
  ['a stream', { isStream: true }, { stream_options: { include_usage: true } }, true],
  ['no stream', {}, {}, false],
  ['a vendor that tells them unasked', { isStream: true, line: { tellsUsage: true } }, {}, false],
  ['a dialect without the field', { isStream: true, dialect: 'openai-responses' }, {}, false],
])('counts are asked for: %s', (_what, options, expected, hides) => {
  const { body, hidesUsage } = bodyOf({}, options);
  expect({ body, hidesUsage }).toEqual({ body: { model: 'theirs', ...expected }, hidesUsage: hides });
});

// Catches: what a client says being replaced by what the provider's settings say.
test('what a provider adds stands back behind what was sent', () => {
  const line = { members: { provider: { sort: 'price' }, x: 'ä' } };
  expect(bodyOf({ provider: { only: ['a'] } }, { line }).body).toEqual({
    model: 'theirs',
    provider: { only: ['a'] },
    x: 'ä',
  });
});
