// Catches: a setting that is sent where it is ignored, a picture that arrives as an object of numbers, a default of the
// model's that is overwritten by not saying anything.
import type { LanguageModelV4CallOptions, LanguageModelV4Prompt } from '@ai-sdk/provider';
import { describe, expect, test } from 'vitest';
import { toOllamaRequest } from '../../../../electron/providers/forms/ollama-chat/request.ts';

const prompt: LanguageModelV4Prompt = [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }];
const bodyOf = (call: Partial<LanguageModelV4CallOptions>, modelId = 'qwen3:4b') =>
  toOllamaRequest(modelId, 'ollama', { prompt, ...call }).body;

test('what is not asked for is not sent', () => {
  expect(bodyOf({})).toEqual({ model: 'qwen3:4b', messages: [{ role: 'user', content: 'Hi' }] });
});

test('sampling stands under options, together with those of its own', () => {
  const call = { temperature: 0, maxOutputTokens: 9, topK: 3, stopSequences: ['\n'], seed: 1 };
  expect(bodyOf({ ...call, providerOptions: { ollama: { options: { num_ctx: 8192 } } } })).toMatchObject({
    options: { temperature: 0, num_predict: 9, top_k: 3, stop: ['\n'], seed: 1, num_ctx: 8192 },
  });
});

test.each<[string, NonNullable<LanguageModelV4CallOptions['reasoning']>, unknown]>([
  ['qwen3:4b', 'provider-default', undefined],
  ['qwen3:4b', 'none', false],
  ['qwen3:4b', 'high', true],
  ['gpt-oss:20b', 'minimal', 'low'],
  ['gpt-oss:20b', 'max', 'high'],
])('%s thinking %s is think: %s', (model, reasoning, think) => {
  expect(bodyOf({ reasoning }, model)).toMatchObject(think === undefined ? {} : { think });
  expect('think' in bodyOf({ reasoning }, model)).toBe(think !== undefined);
});

describe('a picture', () => {
  const png = { type: 'file' as const, mediaType: 'image/png' };
  const messagesWith = (data: LanguageModelV4Prompt) => bodyOf({ prompt: data }).messages;

  test.each([
    ['bytes', { type: 'data' as const, data: new Uint8Array([1, 2, 3]) }],
    ['base64', { type: 'data' as const, data: 'AQID' }],
    ['a data address', { type: 'url' as const, url: new URL('data:image/png;base64,AQID') }],
  ])('as %s is sent as base64', (_, data) => {
    expect(messagesWith([{ role: 'user', content: [{ ...png, data }] }])).toEqual([
      { role: 'user', content: '', images: ['AQID'] },
    ]);
  });

  test('by its address, and a sound, are refused before anything is sent', () => {
    const refused = [
      { ...png, data: { type: 'url' as const, url: new URL('https://example.com/a.png') } },
      { ...png, mediaType: 'audio/wav', data: { type: 'data' as const, data: 'AQID' } },
    ];
    for (const part of refused) {
      expect(() => messagesWith([{ role: 'user', content: [part] }])).toThrow(
        expect.objectContaining({ code: 'MODEL_LACKS_CAPABILITY' }),
      );
    }
  });
});
