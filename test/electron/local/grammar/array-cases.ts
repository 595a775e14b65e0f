import type { SchemaCase } from './schema-case.ts';

export const arrayCases: SchemaCase[] = [
  {
    name: 'items and their number',
    schema: { type: 'array', items: { type: 'integer' }, minItems: 2, maxItems: 3 },
    allowed: ['[1,2]', '[1, 2, 3]'],
    forbidden: ['[]', '[1]', '[1,2,3,4]', '[1,"2"]', '[1,2,]'],
  },
  { name: 'any list', schema: { type: 'array' }, allowed: ['[]', '[1,[],"a"]'], forbidden: ['{}', '[,]', '[1 2]'] },
  { name: 'maxItems 0', schema: { type: 'array', maxItems: 0 }, allowed: ['[]'], forbidden: ['[1]'] },
  { name: 'items false', schema: { type: 'array', items: false }, allowed: ['[]'], forbidden: ['[1]'] },
  {
    name: 'a large maxItems is exact',
    schema: { type: 'array', items: { const: 1 }, maxItems: 700 },
    allowed: ['[]', `[${Array(700).fill(1).join()}]`],
    forbidden: [`[${Array(701).fill(1).join()}]`],
  },
  {
    name: 'a tuple, closed',
    schema: { type: 'array', prefixItems: [{ type: 'string' }, { type: 'integer' }], items: false, minItems: 1 },
    allowed: ['["a"]', '["a",1]'],
    forbidden: ['[]', '["a",1,2]', '[1]'],
  },
  {
    name: 'a tuple and more behind it',
    schema: { type: 'array', prefixItems: [{ type: 'string' }], items: { type: 'boolean' }, maxItems: 3 },
    allowed: ['[]', '["a"]', '["a",true,false]'],
    forbidden: ['[true]', '["a",1]', '["a",true,true,true]'],
  },
  {
    name: 'a tuple as draft 7 writes it',
    schema: { items: [{ type: 'string' }, {}], additionalItems: { type: 'null' } },
    allowed: ['["a"]', '["a",{},null]'],
    forbidden: ['[1]', '["a",{},1]', '"a"'],
  },
  {
    name: 'lists merged',
    schema: { allOf: [{ type: 'array', prefixItems: [{ type: 'integer' }], items: false }, { items: { minimum: 5 } }] },
    allowed: ['[]', '[5]'],
    forbidden: ['[4]', '[5,5]'],
  },
];
