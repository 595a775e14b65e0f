// Catches: parameters of a tool that the engine reads as `null`, never ends, or does not take, and a bound dropped in silence.
import { describe, expect, test } from 'vitest';
import { normaliseForEngine } from '../../../../electron/local/grammar/normalise-for-engine.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { allows, openEngine } from './engine-grammar.ts';
import { seeded } from './gbnf-writer.ts';
import { randomSchema } from './random-schema.ts';

/** What the engine writes behind an object of its own grammar, to be sure of its end. */
const end = '\n'.repeat(4);

async function engineGrammar(schema: unknown) {
  // The type of what the model would answer is worked out from the schema's own, which is not known here.
  const taken = normaliseForEngine(schema).schema as { type: 'string' };
  return (await openEngine()).createGrammarForJsonSchema(taken);
}

const link = (more: object) => ({
  $ref: '#/$defs/link',
  $defs: { link: { type: 'object', properties: { value: { type: 'integer' }, ...more }, required: ['value'] } },
});

const cases: { name: string; schema: unknown; allowed: string[]; forbidden: string[]; relaxed: string[] }[] = [
  { name: 'anything', schema: {}, allowed: ['1', '{"a": [null]}', '[]', '"a"'], forbidden: ['a'], relaxed: [] },
  {
    name: 'nothing to say',
    schema: { type: 'object', properties: {} },
    allowed: ['{}'],
    forbidden: ['{"a": 1}'],
    relaxed: [],
  },
  {
    name: 'anyOf, nullable and enum',
    schema: {
      type: 'object',
      properties: {
        a: { anyOf: [{ type: 'string' }, { const: 3 }] },
        b: { type: 'string', nullable: true },
        c: { enum: ['x', null] },
      },
      required: ['a', 'b', 'c'],
    },
    allowed: ['{"a": "s","b": null,"c": "x"}', '{"a": 3,"b": "","c": null}'],
    forbidden: ['{"a": null,"b": "","c": "x"}', '{"a": 4,"b": "","c": "x"}'],
    relaxed: [],
  },
  {
    name: 'allOf and references',
    schema: {
      allOf: [{ $ref: '#/$defs/a' }, { type: 'object', properties: { b: {} }, required: ['b'] }],
      $defs: { a: { type: 'object', properties: { a: { type: 'boolean' } }, required: ['a'] } },
    },
    allowed: ['{"a": true,"b": [1]}'],
    forbidden: ['{"a": true}', '{"a": null,"b": 1}'],
    relaxed: [],
  },
  {
    name: 'what the engine does not hold to is named',
    schema: {
      type: 'object',
      properties: {
        a: { type: 'integer', minimum: 1, exclusiveMaximum: 9, multipleOf: 2 },
        b: { type: 'string', pattern: '^x', format: 'uuid' },
        c: { type: 'string', pattern: '(?=x)', not: { const: 'y' } },
        d: { type: 'array', maxItems: 100_000, uniqueItems: true },
        e: { type: 'string', maxLength: 100_000 },
      },
      required: ['a', 'b', 'c', 'd', 'e'],
      patternProperties: {},
    },
    allowed: ['{"a": 100,"b": "y","c": "y","d": [1,1],"e": ""}'],
    forbidden: ['{"a": 1.5,"b": "y","c": "y","d": [],"e": ""}', '{"a": 1,"b": 1,"c": "y","d": [],"e": ""}'],
    relaxed: [
      '#/patternProperties',
      '#/properties/a/exclusiveMaximum',
      '#/properties/a/minimum',
      '#/properties/a/multipleOf',
      '#/properties/b/format',
      '#/properties/b/pattern',
      '#/properties/c/not',
      '#/properties/c/pattern',
      '#/properties/d/maxItems',
      '#/properties/d/uniqueItems',
      '#/properties/e/maxLength',
    ],
  },
  {
    name: 'lengths and counts the engine can hold to',
    schema: {
      type: 'object',
      properties: {
        a: { type: 'string', minLength: 2, maxLength: 1900 },
        b: { type: 'array', items: {}, minItems: 1, maxItems: 500 },
      },
      required: ['a', 'b'],
    },
    allowed: [`{"a": "${'x'.repeat(1900)}","b": [1]}`],
    forbidden: ['{"a": "x","b": [1]}', '{"a": "xx","b": []}', `{"a": "${'x'.repeat(1901)}","b": [1]}`],
    relaxed: [],
  },
  {
    name: 'values with parts, and texts the engine cannot write',
    schema: {
      type: 'object',
      properties: { a: { const: { b: [1, 'x'] } }, c: { enum: ['\u0000', 'ok'] } },
      required: ['a', 'c'],
    },
    allowed: ['{"a": {"b": [1,"x"]},"c": "ok"}', '{"a": {"b": [1,"x"]},"c": "other"}'],
    forbidden: ['{"a": {"b": [1]},"c": "ok"}', '{"a": {"b": [1,"x"]},"c": 1}'],
    relaxed: ['#/properties/c/enum'],
  },
  {
    name: 'a schema inside itself',
    schema: link({ rest: { type: 'array', items: { $ref: '#/$defs/link' } } }),
    allowed: ['{"value": 1,"rest": []}', '{"value": 1,"rest": [{"value": 2,"rest": []}]}'],
    forbidden: ['{"value": 1}', '{"value": 1,"rest": [1]}'],
    relaxed: [],
  },
  {
    name: 'a schema inside itself that the engine would write for ever',
    schema: link({ next: { $ref: '#/$defs/link' } }),
    allowed: ['{"value": 1}'],
    forbidden: ['{"value": 1,"next": {"value": 1}}'],
    relaxed: [],
  },
  {
    name: 'a tuple whose end may be left out and would never come',
    schema: { type: 'array', prefixItems: [{ type: 'integer' }, { $ref: '#' }], items: false, minItems: 1 },
    allowed: ['[1]'],
    forbidden: ['[]', '[1,[1]]'],
    relaxed: [],
  },
  {
    name: 'a tuple and a map',
    schema: {
      type: 'object',
      properties: {
        pair: { type: 'array', prefixItems: [{ type: 'string' }, { type: 'null' }], items: false },
        map: { type: 'object', additionalProperties: { type: 'integer' }, maxProperties: 2 },
      },
      required: ['pair', 'map'],
    },
    allowed: ['{"pair": ["a",null],"map": {}}', '{"pair": ["a",null],"map": {"x": 1}}'],
    forbidden: ['{"pair": ["a",null,1],"map": {}}', '{"pair": ["a",null],"map": {"x": "1"}}'],
    relaxed: [],
  },
];

describe('a schema and what the engine makes of it', () => {
  test.each(cases)('$name', async ({ schema, allowed, forbidden, relaxed }) => {
    const grammar = await engineGrammar(schema);
    expect(allowed.filter((text) => !allows(grammar, text + end))).toEqual([]);
    expect(forbidden.filter((text) => allows(grammar, text + end))).toEqual([]);
    expect([...normaliseForEngine(schema).relaxed].sort()).toEqual(relaxed);
  });
});

test('what the model is told about each part is kept', () => {
  const named = { type: 'string', description: 'inner' };
  const schema = {
    type: 'object',
    description: 'outer',
    properties: { a: named, b: { $ref: '#/$defs/b' } },
    $defs: { b: { ...named, description: 'by name' } },
  };
  expect(normaliseForEngine(schema)).toEqual({
    schema: {
      type: 'object',
      description: 'outer',
      properties: { a: { type: 'string', description: 'inner' }, b: { type: 'string', description: 'by name' } },
    },
    relaxed: [],
    alwaysWritten: ['#/properties/a', '#/properties/b'],
  });
});

test('what could never be written to its end is refused', () => {
  const endless = { type: 'object', properties: { a: { $ref: '#' } }, required: ['a'] };
  expect(() => normaliseForEngine(endless)).toThrow(expect.objectContaining({ code: 'UNSUPPORTED_SCHEMA' }));
});

test('the engine takes whatever comes out', async () => {
  const random = seeded(4_711);
  let taken = 0;
  for (let index = 0; index < 100; index += 1) {
    const schema = randomSchema(random);
    // Some hold themselves without end.
    if (isEndless(schema)) continue;
    const grammar = await engineGrammar(schema);
    expect(allows(grammar, '')).toBe(false);
    taken += 1;
  }
  expect(taken).toBeGreaterThan(80);
});

function isEndless(schema: unknown): boolean {
  try {
    normaliseForEngine(schema);
    return false;
  } catch (error) {
    return error instanceof AppError && error.details?.['keyword'] === '$ref';
  }
}
