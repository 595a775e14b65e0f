import { expect, test } from 'vitest';
import { modelKey } from '../../../../electron/providers/catalogue/model-key.ts';

// Catches: one model taken for several because somebody else sells it.
test.each([
  ['claude-opus-4-5', 'anthropic/claude-opus-4.5', 'us.anthropic.claude-opus-4-5-v1:0', 'claude-opus-4-5@default'],
  ['gpt-oss-120b', 'openai/gpt-oss-120b', 'gpt-oss:120b', 'accounts/fireworks/models/gpt-oss-120b'],
  ['qwen3-32b', 'Qwen/Qwen3-32B:novita', 'qwen-3-32b', 'qwen3:32b', 'Qwen3-32B-Q4_K_M.gguf', 'qwen3-32b-iq4_xs'],
  ['deepseek-v3.2', 'accounts/fireworks/models/deepseek-v3p2', 'deepseek-ai/DeepSeek-V3.2'],
  [
    'llama-3.3-70b',
    'Llama-3.3-70B-Instruct',
    'meta-llama/llama-3.3-70b-instruct:free',
    'meta.llama3-3-70b-instruct-v1:0',
  ],
  ['gemma-3-27b', 'gemma-3-27b-it', 'gemma3:27b', 'google/gemma-3-27b-it-fp8', 'gemma-3-27b-it-4bit'],
])('%s has one key under all its names', (...names) => {
  expect(new Set(names.map(modelKey)).size).toBe(1);
});

// Catches: one model taken for another whose name only begins alike.
test('what may be another model has another key', () => {
  const names = [
    'gpt-4o',
    'gpt-4o-mini',
    'gpt-4-turbo',
    'gpt-4',
    'gpt-4.1',
    'gpt-4o-audio-preview',
    'o1',
    'o1-preview',
    'grok-4',
    'grok-4-fast',
    'deepseek-v3',
    'deepseek-v3.1',
    'deepseek-v3.2-exp',
    'gemini-2.5-flash',
    'gemini-2.5-flash-lite',
    'qwen3-8b',
    'qwen3-80b',
    'llama-3.1-8b',
    'llama-3.1-70b',
  ];
  expect(new Set(names.map(modelKey)).size).toBe(names.length);
});
