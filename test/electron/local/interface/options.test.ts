// Catches: a parameter that is dropped on the way to the engine, or an unknown one that is ignored.
import type { LanguageModelV4CallOptions } from '@ai-sdk/provider';
import { describe, expect, test } from 'vitest';
import { type LocalOptions, toRequest } from '../../../../electron/local/interface/options.ts';
import { recommendedSamplingOf } from '../../../../electron/local/interface/recommended.ts';

const recommended = recommendedSamplingOf({ temperature: 0.6, topK: 20 });
const prompt: LanguageModelV4CallOptions['prompt'] = [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }];
const requestOf = (options: Partial<LanguageModelV4CallOptions> = {}, own?: LocalOptions) =>
  toRequest(
    { prompt, ...options, ...(own && { providerOptions: { switchyard: own as never } }) },
    { name: 'tiny', recommended },
  );

describe('chat', () => {
  test('nothing said: nothing is set, as programs expect it', () => {
    expect(requestOf().request).toMatchObject({
      kind: 'chat',
      sampling: {},
      maxTokens: null,
      stop: [],
      tools: [],
      toolChoice: 'auto',
      parallelTools: true,
      format: { kind: 'text' },
      thinking: null,
      logprobs: null,
      overflow: 'error',
    });
  });

  test('left to the model: its own recommendation, and what is said wins', () => {
    const { request } = requestOf({ temperature: 0.1 }, { defaults: 'model' });
    expect(request.sampling).toEqual({ temperature: 0.1, topK: 20, topP: 0.95, minP: 0.05 });
  });

  test('every sampling parameter arrives', () => {
    const own: LocalOptions = {
      minP: 0.1,
      repeatPenalty: 1.2,
      penaltyWindow: 32,
      xtc: { probability: 0.5, threshold: 0.1 },
      dry: { strength: 0.8 },
      logitBias: { 5: -100 },
    };
    const named = { temperature: 0, topP: 0.5, topK: 3, presencePenalty: 1, frequencyPenalty: -1, seed: 7 };
    expect(requestOf(named, own).request.sampling).toEqual({ ...named, ...own });
  });

  test.each([
    ['none', 'off'],
    ['minimal', 'low'],
    ['low', 'low'],
    ['medium', 'medium'],
    ['max', 'high'],
    ['provider-default', null],
  ] as const)('effort %s', (reasoning, thinking) => {
    expect(requestOf({ reasoning }).request).toMatchObject({ thinking });
  });

  test('tools, choice and format', () => {
    const tools: LanguageModelV4CallOptions['tools'] = [
      { type: 'function', name: 'weather', inputSchema: { type: 'object' }, strict: true },
      { type: 'provider', id: 'cloud.search', name: 'search', args: {} },
    ];
    const { request, warnings } = requestOf({ tools, toolChoice: { type: 'tool', toolName: 'weather' } });
    expect(request).toMatchObject({
      tools: [{ name: 'weather', description: null, parameters: { type: 'object' }, strict: true }],
      toolChoice: { name: 'weather' },
    });
    expect(warnings).toMatchObject([{ type: 'unsupported', feature: 'tool cloud.search' }]);
    expect(requestOf({ responseFormat: { type: 'json' } }).request).toMatchObject({ format: { kind: 'json' } });
    expect(requestOf({ responseFormat: { type: 'json', schema: { type: 'object' } } }).request).toMatchObject({
      format: { kind: 'schema', schema: { type: 'object' } },
    });
    expect(requestOf({}, { grammar: 'root ::= "a"' }).request).toMatchObject({
      format: { kind: 'grammar', gbnf: 'root ::= "a"' },
    });
  });
});

test('a raw completion takes the place of the messages', () => {
  const { request } = requestOf({ maxOutputTokens: 5, stopSequences: ['x'] }, { raw: { prompt: 'ab', suffix: 'yz' } });
  expect(request).toMatchObject({
    kind: 'text',
    prompt: 'ab',
    suffix: 'yz',
    echo: false,
    maxTokens: 5,
    stop: ['x'],
  });
});

test.each([
  [{ mirostat: 2 }, 'mirostat'],
  [{ logprobs: 21 }, 'logprobs'],
  [{ raw: { prompt: 'a', nonsense: 1 } }, 'raw'],
  [{ minP: Number.NaN }, 'minP'],
  [{ dry: { strength: 1, breakers: Array.from({ length: 65 }, () => 'a') } }, 'dry.breakers'],
  [{ dry: { strength: 1, breakers: ['a'.repeat(129)] } }, 'dry.breakers.0'],
])('an option that cannot be taken is named: %j', (own, param) => {
  expect(() => requestOf({}, own as never)).toThrow(
    expect.objectContaining({ code: 'UNSUPPORTED_PARAMETER', details: { param } }),
  );
});
