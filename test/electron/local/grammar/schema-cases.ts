import { arrayCases } from './array-cases.ts';
import { numberCases } from './number-cases.ts';
import { objectCases } from './object-cases.ts';
import type { SchemaCase } from './schema-case.ts';

const quoted = (texts: readonly string[]): string[] => texts.map((text) => JSON.stringify(text));

const format = (name: string, allowed: readonly string[], forbidden: readonly string[]): SchemaCase => ({
  name: `format ${name}`,
  schema: { type: 'string', format: name },
  allowed: quoted(allowed),
  forbidden: [...quoted(forbidden), '""', '1'],
});

const pattern = (source: string, allowed: readonly string[], forbidden: readonly string[]): SchemaCase => ({
  name: `pattern ${source}`,
  schema: { type: 'string', pattern: source },
  allowed: quoted(allowed),
  forbidden: quoted(forbidden),
});

const odd = 'é"\\/\n\t\b\u0000\u001f\u007f\u2028\u{1F600}';

const anyCases: SchemaCase[] = [
  {
    name: 'anything',
    schema: true,
    allowed: ['{}', '[]', '0', '-1.5e-3', '""', '"\\ud83d\\ude00"', 'true', 'null', '{"":[{"a": {}}]}'],
    forbidden: ['', ' ', '01', '1.', '.5', '+1', '1e999', '"\\ud83d"', '"\\x41"', "'a'", '[1,]', 'nul', 'nullnull'],
  },
  { name: 'annotations only', schema: { title: 'A', 'x-y': 1, default: 3 }, allowed: ['1', '"a"'], forbidden: ['a'] },
  { name: 'type boolean', schema: { type: 'boolean' }, allowed: ['true', 'false'], forbidden: ['null', '1', '"true"'] },
  { name: 'type null', schema: { type: 'null' }, allowed: ['null'], forbidden: ['false', '""'] },
  {
    name: 'several types, with a bound on one',
    schema: { type: ['string', 'null'], minLength: 1 },
    allowed: ['null', '"a"'],
    forbidden: ['""', '1'],
  },
  { name: 'nullable', schema: { type: 'integer', nullable: true }, allowed: ['null', '4'], forbidden: ['"4"'] },
];

const valueCases: SchemaCase[] = [
  {
    name: 'const with everything that needs an escape',
    schema: { const: odd },
    allowed: [JSON.stringify(odd)],
    forbidden: ['""', JSON.stringify(`${odd} `), JSON.stringify(odd.slice(1))],
  },
  { name: 'const of half a surrogate pair', schema: { const: '\ud800' }, allowed: ['"\\ud800"'], forbidden: ['""'] },
  { name: 'const of no text', schema: { const: '' }, allowed: ['""'], forbidden: ['" "', '"a"'] },
  {
    name: 'const object',
    schema: { const: { a: [1, null], b: {} } },
    allowed: ['{"a":[1,null],"b":{}}'],
    forbidden: ['{"a":[1,null]}', '{}'],
  },
  {
    name: 'enum with shared beginnings',
    schema: { enum: ['a', 'ab', 'abc', 'b\u{1F600}', 'b\u{1F601}', '', 1, 12, null, true] },
    allowed: [...quoted(['a', 'ab', 'abc', 'b\u{1F600}', 'b\u{1F601}', '']), '1', '12', 'null', 'true'],
    forbidden: [...quoted(['abcd', 'b', 'b\u{1F602}']), '2', '121', 'false'],
  },
  {
    name: 'enum cut down by what stands beside it',
    schema: { type: 'string', enum: ['a', 'bbb', 3, null], maxLength: 2 },
    allowed: ['"a"'],
    forbidden: ['"bbb"', '3', 'null'],
  },
];

const textCases: SchemaCase[] = [
  {
    name: 'lengths count characters, however they are written',
    schema: { type: 'string', minLength: 2, maxLength: 3 },
    allowed: ['"ab"', '"\u{1F600}\u{1F600}\u{1F600}"', '"\\ud83d\\ude00\\n"', '"\\u00e9é\\""'],
    forbidden: ['"a"', '"abcd"', '"\u{1F600}"', '"\\ud83da"', '"\\ude00a"'],
  },
  { name: 'maxLength 0', schema: { type: 'string', maxLength: 0 }, allowed: ['""'], forbidden: ['"a"'] },
  {
    name: 'a large maxLength is exact',
    schema: { type: 'string', maxLength: 3000 },
    allowed: ['""', `"${'a'.repeat(2999)}"`, `"${'a'.repeat(3000)}"`],
    forbidden: [`"${'a'.repeat(3001)}"`],
  },
  {
    name: 'a large minLength is exact',
    schema: { type: 'string', minLength: 1000 },
    allowed: [`"${'a'.repeat(1000)}"`, `"${'a'.repeat(1500)}"`],
    forbidden: [`"${'a'.repeat(999)}"`],
  },
  pattern('^[a-z]{2,4}$', ['ab', 'abcd'], ['a', 'abcde', 'a1', '']),
  pattern('b+', ['b', 'abba', 'é b"'], ['', 'a']),
  pattern('^a|b$', ['a', 'ax', 'xb', 'b'], ['', 'xa', 'bx']),
  pattern(String.raw`^"\\\n[\u0000-\u001f]$`, ['"\\\n\u0000', '"\\\n\u001f', '"\\\n\t'], ['"\\\n ', '"\\\nn']),
  pattern(
    String.raw`^\u{1F600}\ud83d\ude01[^\x00-\u{10FFF0}]$`,
    ['\u{1F600}\u{1F601}\u{10FFFF}'],
    ['\u{1F600}\u{1F601}a'],
  ),
  pattern(String.raw`^(?:\d{3}-)?\w+\s(?<name>x|y)*?$`, ['123-ab ', 'a_\txyx'], ['12-a ', 'ab', 'a z']),
  {
    name: 'pattern and lengths together',
    schema: { type: 'string', pattern: '^a*b*$', minLength: 2, maxLength: 3 },
    allowed: ['"ab"', '"aaa"', '"abb"'],
    forbidden: ['"a"', '"aabb"', '"ba"'],
  },
  {
    name: 'two patterns and a format at once',
    schema: { type: 'string', pattern: '^2', format: 'date', allOf: [{ pattern: '5$' }] },
    allowed: ['"2023-01-05"', '"2024-12-25"'],
    forbidden: ['"1999-01-05"', '"2023-01-06"', '"25"'],
  },
  format(
    'date',
    ['2024-02-29', '2000-02-29', '2023-12-31', '0001-01-01'],
    ['2023-02-29', '1900-02-29', '2023-04-31', '2023-13-01', '23-01-01'],
  ),
  format(
    'time',
    ['00:00:00Z', '23:59:59.123456+02:00'],
    ['24:00:00Z', '12:00', '12:00:00', '12:60:00Z', '12:00:00+24:00'],
  ),
  format(
    'date-time',
    ['2023-01-01T00:00:00Z', '2024-02-29T23:59:59.5-11:30'],
    ['2023-01-01', '2023-02-29T00:00:00Z', '2023-01-01 00:00:00Z'],
  ),
  format('duration', ['P1D', 'PT1H30M', 'P1Y2M3DT4H5M6S', 'P2W'], ['P', 'PT', '1D', 'P1YT', 'P1W1D']),
  format(
    'uuid',
    ['123e4567-E89B-12d3-a456-426614174000'],
    ['123e4567e89b12d3a456426614174000', '123e4567-e89b-12d3-a456-42661417400g'],
  ),
  format('email', ['a@b.de', 'a.b+c@d-e.example.org'], ['a', 'a@', '@b.de', 'a..b@c.de', 'a@b', 'a b@c.de', 'a@-b.de']),
  format('ipv4', ['0.0.0.0', '255.249.199.9'], ['256.1.1.1', '1.2.3', '1.2.3.4.5', '01.2.3.4']),
  format(
    'ipv6',
    ['::', '::1', '1::', '2001:db8::8a2e:370:7334', '1:2:3:4:5:6:7:8'],
    ['1:2', '1::2::3', '1:2:3:4:5:6:7:8:9', '12345::'],
  ),
  {
    name: 'a format that is only a remark',
    schema: { type: 'string', format: 'iban' },
    allowed: ['"a"'],
    forbidden: ['1'],
  },
];

export const cases: readonly SchemaCase[] = [
  ...anyCases,
  ...valueCases,
  ...textCases,
  ...numberCases,
  ...objectCases,
  ...arrayCases,
];
