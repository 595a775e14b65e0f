import { expect, test } from 'vitest';
import { type FoundModel, noCompanions } from '../../../../electron/local/library/entry.ts';
import { splitQuantisation } from '../../../../electron/local/library/file-names.ts';
import { assignNames, slug, withoutDuplicates } from '../../../../electron/local/library/model-name.ts';
import { sourceOf } from './setup.ts';

const kinds = ['app', 'user', 'lm-studio', 'ollama', 'llama-cpp', 'hugging-face'] as const;
const model = (
  path: string,
  label: string,
  more: Partial<FoundModel> & { kind?: (typeof kinds)[number] } = {},
): FoundModel => ({
  source: sourceOf('/models', more.kind ?? 'user'),
  label,
  owner: null,
  aliases: [],
  path,
  parts: [path],
  missing: [],
  size: 1,
  modifiedAt: 1,
  identity: path,
  companions: noCompanions,
  ...more,
});
const rank = ({ source }: FoundModel) => kinds.indexOf(source.kind);
const namesOf = (models: readonly FoundModel[]) =>
  Object.fromEntries(assignNames(models, rank).map(({ path, name }) => [path, name]));

// Catches: names that break a URL or a client, and two different files under the same one.
test.each([
  ['Qwen3-Coder-30B-A3B-Instruct-Q4_K_M', 'qwen3-coder-30b-a3b-instruct-q4_k_m'],
  ['llama3.2:3b', 'llama3.2:3b'],
  ['My Model (v2) [final]', 'my-model-v2-final'],
  ['a/b\\c?d#e%f&g', 'a-b-c-d-e-f-g'],
  ['Modèle–Français', 'modele-francais'],
  ['..', 'model'],
  ['模型', 'model'],
  ['name@somewhere', 'name-somewhere'],
  ['x'.repeat(500), 'x'.repeat(140)],
])('%s is called %s', (label, name) => {
  expect(slug(label)).toBe(name);
  expect(new URL(`http://localhost/v1/models/${name}`).pathname).toBe(`/v1/models/${name}`);
});

// Catches: a quantisation that is taken for part of the model's name, or the other way round.
test.each([
  ['Qwen3-8B-Q4_K_M', 'Qwen3-8B', 'q4_k_m'],
  ['Qwen3-8B.Q6_K', 'Qwen3-8B', 'q6_k'],
  ['Qwen3-8B-UD-Q4_K_XL', 'Qwen3-8B', 'ud_q4_k_xl'],
  ['Qwen3-8B-IQ2_XXS', 'Qwen3-8B', 'iq2_xxs'],
  ['Qwen3-8B-IQ4_NL', 'Qwen3-8B', 'iq4_nl'],
  ['Model.i1-Q4_K_S', 'Model', 'q4_k_s'],
  ['Model-Q4_0_4_4', 'Model', 'q4_0_4_4'],
  ['gpt-oss-20b-mxfp4', 'gpt-oss-20b', 'mxfp4'],
  ['phi-3-mini-4k-instruct-q4', 'phi-3-mini-4k-instruct', 'q4'],
  ['Model-fp16', 'Model', 'f16'],
  ['Model-BF16', 'Model', 'bf16'],
  ['Q8_0', '', 'q8_0'],
  ['Qwen3-8B', 'Qwen3-8B', null],
  ['llama-3.2-3b-instruct', 'llama-3.2-3b-instruct', null],
  ['faq8', 'faq8', null],
])('%s is %s in %s', (name, stem, quantisation) => {
  expect(splitQuantisation(name)).toEqual({ stem, quantisation });
});

// Catches: a model that is called differently after every start, or two under one name.
test('models of the same name are told apart, in whatever order they were found', () => {
  const models = [
    model('/app/foo.gguf', 'Foo', { kind: 'app' }),
    model('/lm/bartowski/foo.gguf', 'foo', { kind: 'lm-studio', owner: 'bartowski' }),
    model('/lm/unsloth/foo.gguf', 'foo', { kind: 'lm-studio', owner: 'Unsloth AI' }),
    model('/lm/unsloth/2/foo.gguf', 'foo', { kind: 'lm-studio', owner: 'Unsloth AI' }),
    model('/ollama/1', 'foo:latest', { kind: 'ollama' }),
  ];
  const names = namesOf(models);
  expect(names).toEqual({
    '/app/foo.gguf': 'foo',
    '/lm/bartowski/foo.gguf': 'foo@lm-studio',
    '/lm/unsloth/2/foo.gguf': 'foo@unsloth-ai',
    '/lm/unsloth/foo.gguf': expect.stringMatching(/^foo@[0-9a-f]{6}$/),
    '/ollama/1': 'foo:latest',
  });
  for (let turn = 0; turn < models.length; turn += 1) {
    models.push(...models.splice(0, 1));
    expect(namesOf(models)).toEqual(names);
    expect(namesOf(models.toReversed())).toEqual(names);
  }
});

// Catches: a name in a client's settings that leads nowhere once the copy beside it is gone.
test('the longer names stay good for the model that has the plain one', () => {
  const [only] = assignNames([model('/lm/foo.gguf', 'foo', { kind: 'lm-studio', owner: 'bartowski' })], rank);
  expect(only).toMatchObject({
    name: 'foo',
    aliases: ['foo@lm-studio', 'foo@bartowski', expect.stringMatching(/^foo@/)],
  });
});

// Catches: one file listed twice, because two programs know it.
test('a file that is found twice is one model under all its names', () => {
  const found = [
    model('/mine/llama.gguf', 'llama', { identity: '1' }),
    model('/ollama/blob', 'llama3.2:latest', { kind: 'ollama', identity: '1', aliases: ['llama3.2'] }),
    model('/ollama/other', 'qwen:latest', { kind: 'ollama', identity: '2' }),
    model('/ollama/other', 'qwen:8b', { kind: 'ollama', identity: '2' }),
  ];
  expect(withoutDuplicates(found).map(({ path, label, aliases }) => [path, label, aliases])).toEqual([
    ['/mine/llama.gguf', 'llama', ['llama3.2:latest', 'llama3.2']],
    ['/ollama/other', 'qwen:8b', ['qwen:latest']],
  ]);
});
