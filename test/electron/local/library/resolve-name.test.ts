import { expect, test } from 'vitest';
import { resolveName } from '../../../../electron/local/library/resolve-name.ts';

const entry = (name: string, { aliases = [], owner = null }: { aliases?: string[]; owner?: string | null } = {}) => ({
  name,
  aliases,
  owner,
});
const entries = [
  entry('qwen3-coder-30b-a3b-instruct-q4_k_m', {
    owner: 'unsloth',
    aliases: ['qwen3-coder-30b-a3b-instruct-q4_k_m@lm-studio'],
  }),
  entry('qwen3-8b-q4_k_m', { owner: 'unsloth', aliases: ['qwen3-8b-q4_k_m@lm-studio'] }),
  entry('qwen3-8b-q4_k_m@bartowski', { owner: 'bartowski', aliases: ['qwen3-8b-q4_k_m@hugging-face'] }),
  entry('qwen3-8b-q8_0', { owner: 'unsloth' }),
  entry('llama3.2:3b', { aliases: ['llama3.2:latest', 'llama3.2'] }),
  entry('llama3.2:1b'),
  entry('llama-3.3-70b-instruct-iq2_xxs'),
  entry('phi-4-gguf:q4_k_m', { owner: 'bartowski', aliases: ['hf.co/bartowski/Phi-4-GGUF:Q4_K_M'] }),
  entry('nomic-embed-text-v1.5-f16', { owner: 'nomic-ai' }),
];
const thrown = (query: string, among = entries) => {
  try {
    return resolveName(query, among).name;
  } catch (error) {
    return error;
  }
};

// Catches: names that people and programs use for a model and that do not lead to it.
test.each([
  // As it is called.
  ['qwen3-8b-q8_0', 'qwen3-8b-q8_0'],
  ['Qwen3-8B-Q8_0', 'qwen3-8b-q8_0'],
  [' qwen3-8b-q8_0 ', 'qwen3-8b-q8_0'],
  ['llama3.2', 'llama3.2:3b'],
  ['llama3.2:latest', 'llama3.2:3b'],
  ['llama3.2:1B', 'llama3.2:1b'],
  ['hf.co/bartowski/phi-4-gguf:q4_k_m', 'phi-4-gguf:q4_k_m'],
  ['qwen3-8b-q4_k_m@lm-studio', 'qwen3-8b-q4_k_m'],
  ['qwen3-8b-q4_k_m@hugging-face', 'qwen3-8b-q4_k_m@bartowski'],
  // Without the quantisation, the ending, the publisher.
  ['Qwen3-Coder-30B-A3B-Instruct', 'qwen3-coder-30b-a3b-instruct-q4_k_m'],
  ['Qwen3-Coder-30B-A3B-Instruct-GGUF', 'qwen3-coder-30b-a3b-instruct-q4_k_m'],
  ['qwen3-8b-q8_0.gguf', 'qwen3-8b-q8_0'],
  ['unsloth/Qwen3-8B-GGUF:Q8_0', 'qwen3-8b-q8_0'],
  ['Qwen3-8B@q8_0', 'qwen3-8b-q8_0'],
  ['bartowski/Qwen3-8B-GGUF', 'qwen3-8b-q4_k_m@bartowski'],
  ['bartowski/Qwen3-8B-GGUF:Q4_K_M', 'qwen3-8b-q4_k_m@bartowski'],
  ['somebody/Qwen3-Coder-30B-A3B-Instruct-GGUF', 'qwen3-coder-30b-a3b-instruct-q4_k_m'],
  ['phi-4', 'phi-4-gguf:q4_k_m'],
  ['microsoft/phi-4', 'phi-4-gguf:q4_k_m'],
  ['Llama-3.3-70B-Instruct-IQ2_XXS', 'llama-3.3-70b-instruct-iq2_xxs'],
  // A copy is the same model: the plain name counts.
  ['qwen3-8b:q4_k_m', 'qwen3-8b-q4_k_m'],
  // How it begins.
  ['qwen3-coder', 'qwen3-coder-30b-a3b-instruct-q4_k_m'],
  ['qwen3-coder-30b', 'qwen3-coder-30b-a3b-instruct-q4_k_m'],
  ['llama3.3', 'llama-3.3-70b-instruct-iq2_xxs'],
  ['nomic-embed-text', 'nomic-embed-text-v1.5-f16'],
  // Its words.
  ['coder 30b', 'qwen3-coder-30b-a3b-instruct-q4_k_m'],
  ['70b-instruct', 'llama-3.3-70b-instruct-iq2_xxs'],
  ['nomic v1', 'nomic-embed-text-v1.5-f16'],
])('%s leads to %s', (query, name) => {
  expect(thrown(query)).toBe(name);
});

// Catches: a guess between models that are not the same.
test.each([
  ['qwen3-8b', 'qwen3-8b-q4_k_m, qwen3-8b-q8_0'],
  ['Qwen/Qwen3-8B', 'qwen3-8b-q4_k_m, qwen3-8b-q8_0'],
  ['qwen3', 'qwen3-coder-30b-a3b-instruct-q4_k_m, qwen3-8b-q4_k_m, qwen3-8b-q8_0'],
  ['instruct', 'qwen3-coder-30b-a3b-instruct-q4_k_m, llama-3.3-70b-instruct-iq2_xxs'],
])('%s may be several', (query, candidates) => {
  expect(thrown(query)).toMatchObject({
    code: 'MODEL_NAME_AMBIGUOUS',
    status: 400,
    message: expect.stringContaining(candidates),
    details: { name: query, candidates, count: candidates.split(', ').length },
  });
});

// Catches: a quantisation somebody asked for by name answered with another one.
test.each([
  'qwen3-8b-q6_k',
  'llama3.3:q4_k_m',
  'qwen3-8b-q4_k_m@ollama',
  'gpt-4o',
  '',
  ' ',
  '@',
  '/',
  '.gguf',
  'x'.repeat(10_000),
])('%s is none of them', (query) => {
  expect(thrown(query)).toMatchObject({ code: 'MODEL_NOT_FOUND', status: 404 });
});

// Catches: an error that leaves one searching.
test('the nearest names are told, and ten of many', () => {
  expect(thrown('qwem3-coder-30')).toMatchObject({
    message: expect.stringContaining('Close to it: qwen3-coder-30b-a3b-instruct-q4_k_m'),
    details: { nearest: expect.stringMatching(/^[^,]+, [^,]+, [^,]+$/) },
  });
  expect(thrown('anything', [])).toMatchObject({
    message: expect.stringContaining('There is no model on this computer yet'),
  });
  const many = Array.from({ length: 15 }, (_, index) => entry(`many-${String(index).padStart(2, '0')}-q4_0`));
  expect(thrown('many', many)).toMatchObject({
    message: expect.stringMatching(/any of 15 models: many-00.*many-09-q4_0 and 5 more\./),
  });
  expect(String(thrown('x'.repeat(10_000)))).toHaveLength(String(thrown('x'.repeat(200))).length);
});
