// Catches: a keyword that is ignored in silence, a refusal that names the wrong place, a schema that keeps the host busy or ends it.
import { describe, expect, test } from 'vitest';
import { jsonSchemaToGbnf } from '../../../../electron/local/grammar/json-schema-to-gbnf.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';

function refusalOf(schema: unknown): AppError {
  try {
    jsonSchemaToGbnf(schema);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('It was taken.');
}

const at = (property: unknown) => ({ type: 'object', properties: { 'a/b': property } });
const inside = '#/properties/a~1b';
const list = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const record = <T>(count: number, make: (index: number) => readonly [string, T]) =>
  Object.fromEntries(list(count, make));

const unsupported: [keyword: string, value: unknown][] = [
  ['not', { type: 'string' }],
  ['if', { type: 'string' }],
  ['then', true],
  ['else', true],
  ['dependentRequired', { a: ['b'] }],
  ['dependentSchemas', { a: {} }],
  ['dependencies', { a: ['b'] }],
  ['patternProperties', { '^a': {} }],
  ['contains', { type: 'string' }],
  ['minContains', 1],
  ['maxContains', 1],
  ['unevaluatedProperties', false],
  ['unevaluatedItems', false],
  ['$dynamicRef', '#a'],
  ['minLenght', 3],
  ['constructor', 1],
];

describe('what cannot be held to is refused by name', () => {
  test.each(unsupported)('%s', (keyword, value) => {
    const error = refusalOf(at({ [keyword]: value }));
    expect(error.code).toBe('UNSUPPORTED_SCHEMA');
    expect(error.details).toEqual({ keyword, pointer: `${inside}/${keyword}` });
    expect(error.message).toContain(`"${keyword}" at ${inside}/${keyword}`);
  });

  const values: [name: string, schema: object, keyword: string, pointer?: string][] = [
    ['an unknown type', { type: 'text' }, 'type'],
    ['an empty type', { type: [] }, 'type'],
    ['an empty enum', { enum: [] }, 'enum'],
    ['an empty anyOf', { anyOf: [] }, 'anyOf'],
    ['unique items', { uniqueItems: true }, 'uniqueItems'],
    ['a fraction to be a multiple of', { type: 'number', multipleOf: 0.1 }, 'multipleOf'],
    ['a bound that is no number', { minimum: Number.NaN }, 'minimum'],
    ['a length below zero', { minLength: -1 }, 'minLength'],
    ['a length that is no whole number', { maxLength: 1.5 }, 'maxLength'],
    ['required that is no list', { required: true }, 'required'],
    ['nullable without a type', { nullable: true }, 'nullable'],
    ['lengths that contradict', { minLength: 3, maxLength: 2 }, 'minLength'],
    ['bounds that contradict', { minimum: 3, exclusiveMaximum: 3 }, 'minimum'],
    ['bounds with no whole number between', { type: 'integer', minimum: 0.1, maximum: 0.9 }, 'minimum'],
    ['bounds with no multiple between', { type: 'integer', multipleOf: 100, minimum: 1, maximum: 99 }, 'multipleOf'],
    ['counts that contradict', { minItems: 3, maxItems: 2 }, 'minItems'],
    ['a tuple too short', { prefixItems: [{}], items: false, minItems: 2 }, 'minItems'],
    ['a required property that is forbidden', { required: ['a'], additionalProperties: false }, 'required'],
    ['properties that no grammar can count', { type: 'object', minProperties: 2 }, 'minProperties'],
    ['branches that contradict', { allOf: [{ type: 'string' }, { type: 'null' }] }, 'allOf'],
    ['values outside the type', { type: 'string', enum: [1, 2] }, 'enum'],
    ['branches of oneOf that overlap', { oneOf: [{ type: 'integer' }, { type: 'number' }] }, 'oneOf'],
    ['one value in two branches of oneOf', { oneOf: [{ enum: [1, 2] }, { const: 2 }] }, 'oneOf'],
    ['a reference to elsewhere', { $ref: 'https://example.org/a.json' }, '$ref'],
    ['a reference to nothing', { $ref: '#/$defs/none' }, '$ref'],
    ['a reference that leads back to itself', { $ref: '#/properties/a~1b' }, '$ref'],
    ['a branch that leads back to itself', { anyOf: [{ $ref: '#/properties/a~1b' }] }, '$ref', '/anyOf/0/$ref'],
    ['a schema that is none', { items: 'string' }, 'items'],
    ['a schema inside a list that is none', { anyOf: [3] }, 'anyOf', '/anyOf/0'],
    [
      'names that are not simple',
      { additionalProperties: {}, propertyNames: { anyOf: [{ const: 'a' }, { minLength: 3, type: 'string' }] } },
      'propertyNames',
      '/propertyNames',
    ],
  ];
  test.each(values)('%s', (_name, schema, keyword, pointer = `/${keyword}`) => {
    expect(refusalOf(at(schema)).details).toEqual({ keyword, pointer: `${inside}${pointer}` });
  });

  const patterns = [
    '(?=a)b',
    '(?<!a)b',
    String.raw`(a)\1`,
    String.raw`\bword`,
    String.raw`\p{L}`,
    String.raw`\A`,
    '(?i:a)',
    'a++',
    '(',
    'a)',
    '[',
    '[b-a]',
    'a{2,1}',
    '{',
    'a{',
    String.raw`\u{110000}`,
    '(a|b)*a(a|b){20}',
    'a{100000}',
    '((a{99}){99}){99}',
    '('.repeat(200),
    '[^]a$b',
    '[]',
  ];
  test.each(patterns)('the pattern %s', (pattern) => {
    expect(refusalOf(at({ type: 'string', pattern })).details).toEqual({
      keyword: 'pattern',
      pointer: `${inside}/pattern`,
    });
  });
});

test('a schema that lets nothing pass is refused, and so is one that could never be written to its end', () => {
  expect(refusalOf(false).details).toEqual({ keyword: 'false', pointer: '#' });
  expect(refusalOf(at(false)).details).toEqual({ keyword: 'false', pointer: inside });
  expect(refusalOf({ ...at({ $ref: '#' }), required: ['a/b'] }).details).toEqual({ keyword: '$ref', pointer: '#' });
});

describe('what is no schema at all', () => {
  const circle: Record<string, unknown> = {};
  circle['items'] = circle;
  test.each([undefined, null, 'string', 3, [], () => true, 1n, circle])('%o', (schema) => {
    expect(refusalOf(schema).details).toEqual({ keyword: 'schema', pointer: '#' });
  });
});

describe('what would take too long, too much room or too deep a stack', () => {
  const nested = (levels: number): unknown => JSON.parse(`${'{"items":'.repeat(levels)}{}${'}'.repeat(levels)}`);
  const chain = (count: number, link: (next: object) => object) => ({
    $ref: '#/$defs/d0',
    $defs: record(count, (index) => [`d${index}`, index === count - 1 ? {} : link({ $ref: `#/$defs/d${index + 1}` })]),
  });
  const schemas: [name: string, schema: unknown][] = [
    ['a megabyte', { description: 'x'.repeat(1_100_000) }],
    ['levels', nested(5_000)],
    ['references in a row', chain(300, (next) => ({ allOf: [next] }))],
    ['references that double', chain(60, (next) => ({ anyOf: [next, next] }))],
    ['branches that multiply', { allOf: list(12, (a) => ({ anyOf: list(4, (b) => ({ required: [`${a}${b}`] })) })) }],
    ['values', { enum: list(6_000, String) }],
    ['rules', { type: 'object', properties: record(6_000, (index) => [`p${index}`, {}]) }],
    [
      'counted properties',
      { type: 'object', properties: record(3_000, (index) => [`p${index}`, {}]), maxProperties: 1 },
    ],
    ['patterns', { anyOf: list(200, (index) => ({ type: 'string', pattern: `^.{1,${500 + index}}$` })) }],
    ['a pattern and a length', { type: 'string', pattern: 'a', maxLength: 100_000 }],
    [
      'branches of oneOf',
      { oneOf: list(2_000, (index) => ({ type: 'object', minProperties: index, maxProperties: index })) },
    ],
  ];
  test.each(schemas)('too many or too much: %s', (_name, schema) => {
    expect(refusalOf(schema).code).toBe('UNSUPPORTED_SCHEMA');
  });

  const large: [name: string, schema: unknown][] = [
    ['levels', nested(60)],
    ['values', { enum: list(4_000, (index) => `value ${index * 7919}`) }],
    ['properties', { type: 'object', properties: record(2_000, (index) => [`p${index}`, { type: 'integer' }]) }],
    ['references in a row', chain(1_000, (next) => ({ type: 'object', properties: { next }, required: ['next'] }))],
    ['values inside each other', { enum: list(1_300, (index) => 'a'.repeat(index)) }],
    ['shared parts', chain(60, (next) => ({ type: 'object', properties: { a: next, b: next }, required: ['a', 'b'] }))],
    ['bounds', { type: 'array', maxItems: 1_000_000, items: { type: 'string', maxLength: 1_000_000 } }],
  ];
  test.each(large)('much, and taken: %s', (_name, schema) => {
    expect(jsonSchemaToGbnf(schema).grammar).toMatch(/^root ::= /);
  });
});

test('a refusal says nothing of what the schema holds but the names of its parts', () => {
  const { message } = refusalOf(
    at({ const: 'secret value', pattern: '(?=secret pattern)', description: 'secret words' }),
  );
  expect(message).not.toContain('secret');
});
