import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EngineModel } from '../../../../electron/local/engine/engine.ts';
import { testModel } from '../../../helpers/models/test-model.ts';
import { ask, sentence } from './ask.ts';
import { open } from './open-parts.ts';

// Catches: JSON that is none, an answer that goes on after its form is full, a grammar that takes the process with it
// or keeps it busy, a schema that is half obeyed.

let model: EngineModel;
let noise: EngineModel;
beforeAll(async () => {
  model = await open(await testModel('talker'), { contextSize: 2048 });
  noise = await open(await testModel('random-small'), { contextSize: 512 });
});
afterAll(() => Promise.all([model.close(), noise.close()]));

test('JSON mode gives an object and stops at its end', async () => {
  const { text, end } = await ask(model, 'json', { format: { kind: 'json' } });
  expect(JSON.parse(text)).toEqual({ ok: true, answer: 42 });
  expect(end.reason).toBe('stop');
  const forced = await ask(model, 'hello', { format: { kind: 'json' } });
  expect(typeof JSON.parse(forced.text)).toBe('object');
});

test('a schema holds a model of random weights to it, every time', async () => {
  const schema = {
    type: 'object',
    properties: {
      name: { type: 'string', maxLength: 8 },
      size: { enum: ['small', 'large'] },
      count: { type: 'integer', minimum: 1, maximum: 99 },
    },
    required: ['name', 'size', 'count'],
    additionalProperties: false,
  };
  for (let seed = 0; seed < 5; seed += 1) {
    const { text, end } = await ask(noise, 'anything', {
      format: { kind: 'schema', schema },
      sampling: { seed },
      maxTokens: 200,
    });
    expect(end.reason).toBe('stop');
    const { name, size, count } = JSON.parse(text) as { name: string; size: string; count: number };
    expect(name.length).toBeLessThanOrEqual(8);
    expect(['small', 'large']).toContain(size);
    expect(count >= 1 && count <= 99).toBe(true);
  }
});

test("somebody's own grammar is obeyed to its last blank", async () => {
  const { text, end } = await ask(model, 'hello', { format: { kind: 'grammar', gbnf: 'root ::= "yes" | "no\\n"' } });
  expect(['yes', 'no\n']).toContain(text);
  expect(end.reason).toBe('stop');
});

/** Each rule is the next one twice, and the last one may be nothing. */
const doubling = (rules: number): string =>
  `root ::= r1 r1\n${Array.from({ length: rules }, (_, index) => `r${index + 1} ::= ${index + 1 < rules ? `r${index + 2} r${index + 2}` : '"" | "x"'}`).join('\n')}`;

test.each([
  ['root ::= (" "? [a-c]? )* "." # the end\n', /^[ a-c]*\.$/],
  ['root ::= ws "[" (num ("," ws num)*)? "]"\nnum ::= [0-9]{1,3}\nws ::= [ \\t]*\n', /^[ \t]*\[[0-9, \t]*\]$/],
  [`root ::= (${Array.from({ length: 2000 }, (_, index) => `"w${index}"`).join(' | ')}) "\\"" "\\x21"`, /^w\d+"!$/],
  ['root ::= s{2,5}\r\ns ::= "a" (s | \n  "b")', /^[ab]+$/],
])('the grammar %.60j of the usual kind is taken', async (gbnf, form) => {
  const { text, end } = await ask(noise, 'hello', { format: { kind: 'grammar', gbnf }, maxTokens: 100 });
  expect(end.reason === 'length' || form.test(text)).toBe(true);
});

test.each([
  ['', 'no rule named root'],
  ['x ::= "a"', 'no rule named root'],
  ['root ::= foo', 'foo'],
  ['root ::= [', 'syntax'],
  ['root ::= root "a" | "b"', 'begins with itself'],
  [`root ::= ${'('.repeat(100_000)}"a"${')'.repeat(100_000)}`, 'characters'],
  [`root ::= ${'('.repeat(5000)}"a"${')'.repeat(5000)}`, 'nested'],
  [doubling(14), 'more than 4096 ways'],
  [doubling(40), 'more than 4096 ways'],
  ['root ::= a root "x" | "y"\na ::= b\nb ::= ""', 'begins with itself'],
  ['root ::= "x"{5,3}', 'syntax'],
  [`root ::= ${'"x"{1999} '.repeat(5000)}`, 'more than 100000 parts'],
  [`root ::= "a"\r#\r${'('.repeat(5000)}"a"${')'.repeat(5000)}`, 'nested'],
])('the grammar %.40j is refused with the reason', async (gbnf, reason) => {
  const error: unknown = await ask(model, 'hello', { format: { kind: 'grammar', gbnf } }).catch(
    (thrown: unknown) => thrown,
  );
  expect(error).toMatchObject({ code: 'GRAMMAR_INVALID', details: { reason: expect.stringContaining(reason) } });
});

test('a schema that cannot be forced is refused by name, and the model answers on', async () => {
  const schema = { type: 'object', not: { required: ['a'] } };
  await expect(ask(model, 'hello', { format: { kind: 'schema', schema } })).rejects.toMatchObject({
    code: 'UNSUPPORTED_SCHEMA',
  });
  await expect(ask(model, 'hello')).resolves.toMatchObject({ text: sentence });
});
