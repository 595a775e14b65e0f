import type { Random } from './gbnf-writer.ts';

type Schema = boolean | { [keyword: string]: unknown };

const pick = <T>(random: Random, items: readonly T[]): T => items[random(items.length)] as T;
const names = ['a', 'b', 'ab', 'name', 'weird "\\ key', 'é\u{1F600}', ''] as const;
const texts = ['', 'a', 'red', 'reddish', 'é', '"\\\n\u0000', '\u{1F600}', '2024-02-29'] as const;
const patterns = ['^[a-c]{1,3}$', 'x', '^\\d+(\\.\\d+)?$', '^(?:foo|bar)', '[^a]$', '^\\S*$', '^.{2,5}$'] as const;
const formats = ['date', 'time', 'date-time', 'uuid', 'email', 'ipv4', 'ipv6', 'unknown'] as const;

/** A random schema of the kinds that are supported. Some contradict themselves. */
export function randomSchema(random: Random): Schema {
  const schema = anySchema(random, 3);
  // Never a reference to itself: the validator that answers are compared with does not survive one.
  const $defs = { leaf: numberSchema(random), tree: objectSchema(random, 1) };
  return typeof schema === 'boolean' ? { $defs } : { ...schema, $defs };
}

function anySchema(random: Random, depth: number): Schema {
  if (depth === 0) return leafSchema(random);
  const inner = (): Schema => anySchema(random, depth - 1);
  const list = (): Schema[] => Array.from({ length: 1 + random(3) }, inner);
  switch (random(9)) {
    case 0:
    case 1:
    case 2:
      return objectSchema(random, depth);
    case 3:
    case 4:
      return arraySchema(random, inner);
    case 5:
      return { anyOf: list() };
    case 6:
      return { oneOf: list() };
    case 7:
      return {
        allOf: [objectSchema(random, depth - 1), { properties: { [pick(random, names)]: true, more: inner() } }],
      };
    default:
      return leafSchema(random);
  }
}

function leafSchema(random: Random): Schema {
  switch (random(8)) {
    case 0:
      return { type: pick(random, ['string', 'number', 'integer', 'boolean', 'null', 'object', 'array']) };
    case 1:
      return { const: pick(random, [...texts, 0, -1.5, true, null, {}, [1], { a: 'b' }]) };
    case 2:
      return { enum: Array.from({ length: 1 + random(5) }, () => pick(random, [...texts, 1, 2.5, false, null])) };
    case 3:
      return { type: 'string', pattern: pick(random, patterns), ...(random(2) && { maxLength: 2 + random(8) }) };
    case 4:
      return { type: 'string', format: pick(random, formats) };
    case 5:
      return { type: ['string', 'null'], minLength: random(3), ...(random(2) && { maxLength: 2 + random(6) }) };
    case 6:
      return numberSchema(random);
    default:
      return random(4) === 0 ? true : { $ref: pick(random, ['#/$defs/leaf', '#/$defs/tree']) };
  }
}

function numberSchema(random: Random): Schema {
  const low = (random(4_000) - 2_000) / pick(random, [1, 1, 10, 100]);
  const high = low + random(3_000) / pick(random, [1, 1, 10, 1000]);
  return {
    type: pick(random, ['integer', 'number']),
    ...(random(3) && { [pick(random, ['minimum', 'exclusiveMinimum'])]: low }),
    ...(random(3) && { [pick(random, ['maximum', 'exclusiveMaximum'])]: high }),
    ...(random(4) === 0 && { multipleOf: 1 + random(20) }),
  };
}

function arraySchema(random: Random, inner: () => Schema): Schema {
  const min = random(3);
  return {
    type: 'array',
    ...(random(2) && { items: inner() }),
    ...(random(3) === 0 && { prefixItems: Array.from({ length: 1 + random(3) }, inner) }),
    ...(random(2) && { minItems: min }),
    ...(random(2) && { maxItems: min + random(4) }),
  };
}

function objectSchema(random: Random, depth: number): Schema {
  const own = names.filter(() => random(2) === 0);
  const properties = Object.fromEntries(
    own.map((name) => [name, depth > 0 ? anySchema(random, depth - 1) : leafSchema(random)]),
  );
  return {
    type: 'object',
    properties,
    // The validator that answers are compared with takes a required '' for met.
    required: own.filter((name) => name !== '' && random(2) === 0),
    ...(random(2) && {
      additionalProperties: pick<Schema>(random, [true, false, { type: 'integer' }, leafSchema(random)]),
    }),
    ...(random(5) === 0 && { minProperties: random(3) }),
    ...(random(5) === 0 && { maxProperties: own.length + random(3) }),
    ...(own.length === 0 && {
      propertyNames: pick<Schema>(random, [true, { type: 'string' }, { maxLength: 4 }, { pattern: '^[a-z]*$' }]),
    }),
  };
}
