import type { SchemaCase } from './schema-case.ts';

const node = {
  type: 'object',
  properties: { value: { type: 'integer' }, next: { anyOf: [{ $ref: '#/$defs/node' }, { type: 'null' }] } },
  required: ['value', 'next'],
};
const tagged = (tag: string, more: object = {}) => ({
  type: 'object',
  properties: { tag: { const: tag }, ...more },
  required: ['tag'],
});

export const objectCases: SchemaCase[] = [
  {
    name: 'properties in their order, optional ones left out or not',
    schema: { type: 'object', properties: { a: { type: 'integer' }, b: true, c: { type: 'null' } }, required: ['b'] },
    allowed: ['{"b":1}', '{"a":1,"b":[]}', '{"b":"x", "c":null}', '{"a": 1, "b": {}, "c": null}'],
    forbidden: ['{}', '{"a":1}', '{"b":1,"a":1}', '{"b":1,"b":2}', '{"b":1,"d":1}', '{"a":1,"b":1,}', '{,"b":1}'],
  },
  {
    name: 'names with everything that needs an escape',
    schema: JSON.parse('{"properties":{"a\\"\\\\":{"const":1},"":{"const":2},"__proto__":{"const":3},"\\u0000é":{}}}'),
    allowed: ['{}', '{"a\\"\\\\":1,"":2,"__proto__":3,"\\u0000é":4}', '{"__proto__":3}'],
    forbidden: ['{"__proto__":4}', '{"a":1}', '1'],
  },
  { name: 'no properties', schema: { type: 'object', properties: {} }, allowed: ['{}'], forbidden: ['{"a":1}', '[]'] },
  { name: 'any object', schema: { type: 'object' }, allowed: ['{}', '{"a":1}'], forbidden: ['[]', '{"a"}'] },
  {
    name: 'others of a kind, behind the named ones and never by their names',
    schema: { type: 'object', properties: { ab: { const: 1 } }, additionalProperties: { type: 'boolean' } },
    allowed: ['{}', '{"ab":1}', '{"x":true}', '{"ab":1,"abc":true,"a":false,"":true}'],
    forbidden: ['{"x":1}', '{"ab":true}', '{"x":true,"ab":1}', '{"\\u0061b":true}', '{"ab":1,"ab":true}'],
  },
  {
    name: 'required without properties',
    schema: { type: 'object', required: ['a'] },
    allowed: ['{"a":1}', '{"a":{}}'],
    forbidden: ['{}', '{"b":1}'],
  },
  {
    name: 'how many of the named ones',
    schema: {
      properties: { a: {}, b: {}, c: {} },
      required: ['b'],
      minProperties: 2,
      maxProperties: 2,
      additionalProperties: false,
    },
    allowed: ['{"a":1,"b":1}', '{"b":1,"c":1}'],
    forbidden: ['{"b":1}', '{"a":1,"b":1,"c":1}', '{"a":1,"c":1}'],
  },
  {
    name: 'at least one of any name',
    schema: { type: 'object', minProperties: 1 },
    allowed: ['{"a":1}', '{"a":1,"b":2}'],
    forbidden: ['{}'],
  },
  {
    name: 'at most two of any name',
    schema: { type: 'object', properties: { a: {} }, additionalProperties: true, maxProperties: 2 },
    allowed: ['{}', '{"a":1,"b":1}', '{"b":1,"c":1}'],
    forbidden: ['{"a":1,"b":1,"c":1}', '{"b":1,"c":1,"d":1}'],
  },
  {
    name: 'names out of a list',
    schema: { type: 'object', propertyNames: { enum: ['x', 'y'] }, additionalProperties: { type: 'integer' } },
    allowed: ['{}', '{"x":1}', '{"y":2}', '{"x":1,"y":2}'],
    forbidden: ['{"z":1}', '{"x":1,"x":2}', '{"x":"a"}'],
  },
  {
    name: 'names of a pattern',
    schema: {
      type: 'object',
      properties: { k1: { type: 'null' }, other: { type: 'null' } },
      propertyNames: { pattern: '^k\\d$' },
      additionalProperties: { type: 'integer' },
    },
    allowed: ['{}', '{"k1":null,"k2":3}', '{"k9":3}'],
    forbidden: ['{"k1":1}', '{"other":null}', '{"k10":1}'],
  },
  {
    name: 'a type that is only meant',
    schema: { properties: { a: { minimum: 3 } } },
    allowed: ['{}', '{"a":3}'],
    forbidden: ['1', '{"a":2}', '{"a":"x"}'],
  },
  {
    name: 'allOf merged',
    schema: {
      allOf: [{ type: 'object', properties: { a: { type: 'string' } }, required: ['a'] }, { $ref: '#/$defs/more' }],
      properties: { a: { minLength: 2 } },
      $defs: { more: { properties: { b: { type: 'integer' } }, required: ['b'] } },
    },
    allowed: ['{"a":"xx","b":1}'],
    forbidden: ['{"a":"x","b":1}', '{"a":"xx"}', '{"b":1}', '{"a":"xx","b":"1"}'],
  },
  {
    name: 'allOf with a closed object leaves out what that forbids',
    schema: { allOf: [{ properties: { a: {} }, additionalProperties: false }, { properties: { b: {} } }] },
    allowed: ['{}', '{"a":1}'],
    forbidden: ['{"b":1}', '{"a":1,"b":1}'],
  },
  {
    name: 'anyOf beside properties',
    schema: {
      type: 'object',
      properties: { k: { type: 'integer' } },
      anyOf: [{ required: ['k'] }, { properties: { l: { const: 1 } }, required: ['l'] }],
    },
    allowed: ['{"k":1}', '{"k":1,"l":1}', '{"l":1}'],
    forbidden: ['{}', '{"l":2}', '{"k":"x"}'],
  },
  {
    name: 'oneOf told apart by a tag',
    schema: { oneOf: [tagged('a', { v: { type: 'integer' } }), tagged('b')], discriminator: { propertyName: 'tag' } },
    allowed: ['{"tag":"a"}', '{"tag":"a","v":1}', '{"tag":"b"}'],
    forbidden: ['{"tag":"c"}', '{"tag":"b","v":1}', '{}'],
  },
  {
    name: 'oneOf told apart by kind, bound and pattern',
    schema: {
      oneOf: [
        { type: 'integer', maximum: 3 },
        { type: 'integer', minimum: 4 },
        { pattern: '^a', type: 'string' },
        { pattern: '^b', type: 'string' },
      ],
    },
    allowed: ['3', '4', '"a"', '"b"'],
    forbidden: ['"c"', 'null'],
  },
  {
    name: 'a schema inside itself',
    schema: { $ref: '#/$defs/node', $defs: { node } },
    allowed: ['{"value":1,"next":null}', '{"value":1,"next":{"value":2,"next":{"value":3,"next":null}}}'],
    forbidden: ['{"value":1}', '{"value":1,"next":{"value":2}}', 'null'],
  },
  {
    name: 'the whole inside itself, where it may be left out',
    schema: { type: 'object', properties: { 'a/b~c': { $ref: '#' }, d: { $ref: '#/properties/a~1b~0c' } } },
    allowed: ['{}', '{"a/b~c":{"d":{}}}'],
    forbidden: ['{"d":1}'],
  },
  {
    name: 'a branch that could never end is not offered',
    schema: {
      anyOf: [{ type: 'string' }, { $ref: '#/$defs/endless' }],
      $defs: { endless: { type: 'object', properties: { a: { $ref: '#/$defs/endless' } }, required: ['a'] } },
    },
    allowed: ['"a"'],
    forbidden: ['{"a":{}}'],
  },
];
