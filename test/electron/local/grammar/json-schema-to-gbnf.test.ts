// Catches: a grammar that lets through what the schema forbids, that refuses what it allows, or that the engine does not take.
import { describe, expect, test } from 'vitest';
import { anyJsonGbnf, jsonSchemaToGbnf } from '../../../../electron/local/grammar/json-schema-to-gbnf.ts';
import { allows, openEngine } from './engine-grammar.ts';
import { cases } from './schema-cases.ts';

const grammarOf = async (grammar: string) => (await openEngine()).createGrammar({ grammar });

describe('a schema and what the engine then allows', () => {
  test.each(cases)('$name', async ({ schema, allowed, forbidden }) => {
    const grammar = await grammarOf(jsonSchemaToGbnf(schema).grammar);
    expect(allowed.filter((text) => !allows(grammar, text))).toEqual([]);
    expect(forbidden.filter((text) => allows(grammar, text))).toEqual([]);
  });
});

test('JSON mode is any object and nothing else', async () => {
  const grammar = await grammarOf(anyJsonGbnf().grammar);
  for (const text of ['{}', '{"a":[1, {"b":null}],"c":"\\u00e9\\n"}']) expect(allows(grammar, text)).toBe(true);
  for (const text of ['[]', '"a"', '{"a":1,}', '{"a":\n1}', ' {}', '{} ', '{"a":"\n"}', '{"a":NaN}']) {
    expect(allows(grammar, text)).toBe(false);
  }
});

test('white space cannot go on for ever', async () => {
  const grammar = await grammarOf(jsonSchemaToGbnf({}).grammar);
  expect(allows(grammar, '{"a": [1, 2]}')).toBe(true);
  for (const text of ['{"a":  1}', '[1,  2]', '[ 1]', '{ "a":1}', '[1 ]']) expect(allows(grammar, text)).toBe(false);
});

test('the same schema gives the same grammar, and the schema is left as it was', () => {
  const schema = { type: 'object', properties: { a: { $ref: '#/$defs/b' } }, $defs: { b: { enum: ['x', 1] } } };
  const before = structuredClone(schema);
  expect(jsonSchemaToGbnf(schema)).toEqual(jsonSchemaToGbnf(structuredClone(schema)));
  expect(schema).toEqual(before);
});
