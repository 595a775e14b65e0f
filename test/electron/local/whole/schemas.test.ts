// Catches: a schema that is obeyed nearly always. A model of random weights does nothing right by itself.

import type { JSONSchema7, LanguageModelV4 } from '@ai-sdk/provider';
import { Ajv, type AnySchema } from 'ajv';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type OpenLocal, openLocal } from './setup.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

const short = { type: 'string', maxLength: 8 } as const;
const object = (properties: Record<string, JSONSchema7>, more: JSONSchema7 = {}): JSONSchema7 => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
  ...more,
});

/** Each allows texts of a bounded length only, so that an answer always comes to its end. */
const schemas: Record<string, JSONSchema7> = {
  'enum and const': object({ size: { enum: ['small', 'large', null, 7, { a: [1] }] }, kind: { const: 'box' } }),
  'integer bounds': object({
    count: { type: 'integer', minimum: -17, maximum: 1234 },
    even: { type: 'integer', exclusiveMinimum: 0, exclusiveMaximum: 10, multipleOf: 2 },
  }),
  anyOf: object({
    value: {
      anyOf: [
        { type: 'boolean' },
        { type: 'integer', minimum: 5, maximum: 6 },
        object({ name: short }),
        { type: 'null' },
      ],
    },
  }),
  'nested arrays': object({
    rows: {
      type: 'array',
      minItems: 1,
      maxItems: 3,
      items: { type: 'array', minItems: 2, maxItems: 2, items: { type: 'integer', minimum: 0, maximum: 99 } },
    },
  }),
  patterns: object({
    code: { type: 'string', pattern: '^[A-Z]{2}-[0-9]{3,4}$' },
    word: { type: 'string', pattern: '^(ab|cd)+e?$', maxLength: 9 },
  }),
  formats: object({ day: { type: 'string', format: 'date' }, id: { type: 'string', format: 'uuid' } }),
  optional: {
    type: 'object',
    properties: { a: { type: 'boolean' }, b: short, c: { enum: [1, 2] } },
    required: ['b'],
    additionalProperties: false,
  },
  references: {
    ...object({ left: { $ref: '#/definitions/leaf' }, right: { $ref: '#/definitions/leaf' } }),
    definitions: { leaf: object({ size: { type: 'integer', minimum: 0, maximum: 9 } }) },
  },
  allOf: {
    allOf: [
      object({ a: { type: 'integer', minimum: 0, maximum: 50 }, b: short }),
      { type: 'object', properties: { a: { type: 'integer', minimum: 40 } } },
    ],
  },
  'an array at the top': {
    type: 'array',
    minItems: 1,
    maxItems: 4,
    items: { type: 'string', minLength: 1, maxLength: 5 },
  },
};
const seeds = 10;

let own: OpenLocal;
let model: LanguageModelV4;
beforeAll(async () => {
  const choices = { backend: 'cpu', contextSize: 1024, slots: 4, threads: 1 } as const;
  own = await openLocal({ models: { noise: 'random-small' }, choices });
  model = await own.local.connect().model('language', 'noise');
});
afterAll(() => own.close());

const figures: { schema: string; valid: number; different: number; longest: number }[] = [];

test.each(Object.entries(schemas))('%s: valid every time', async (name, schema) => {
  const isValid = new Ajv({
    strict: false,
    formats: { date: /^\d{4}-\d\d-\d\d$/, uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i },
  }).compile(schema as AnySchema);
  const answers = await Promise.all(
    Array.from({ length: seeds }, async (_, seed) => {
      const { content, finishReason } = await model.doGenerate({
        prompt: [{ role: 'user', content: [{ type: 'text', text: `Give me something. ${seed}` }] }],
        responseFormat: { type: 'json', schema },
        temperature: 1,
        seed,
        maxOutputTokens: 400,
      });
      const text = content.map((part) => (part.type === 'text' ? part.text : '')).join('');
      return { text, finish: finishReason.unified, isValid: check(text, isValid) };
    }),
  );
  figures.push({
    schema: name,
    valid: answers.filter((answer) => answer.isValid).length,
    different: new Set(answers.map(({ text }) => text)).size,
    longest: Math.max(...answers.map(({ text }) => text.length)),
  });
  expect(answers.filter((answer) => !answer.isValid || answer.finish !== 'stop')).toEqual([]);
});

function check(text: string, isValid: (value: unknown) => boolean): boolean {
  try {
    return isValid(JSON.parse(text));
  } catch {
    return false;
  }
}

test('in all', () => {
  console.table(figures);
  const sum = (key: 'valid' | 'different') => figures.reduce((total, each) => total + each[key], 0);
  const asked = Object.keys(schemas).length * seeds;
  console.info(`${sum('valid')} of ${asked} answers are valid, ${sum('different')} of them different`);
  expect(sum('valid')).toBe(100);
  // Else there would be nothing by chance in them.
  expect(sum('different')).toBeGreaterThan(asked / 3);
});
