// Catches: a text that the engine lets through and the schema does not, and a place in a grammar where nothing can follow.
import { isIPv4, isIPv6 } from 'node:net';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { jsonSchemaToGbnf } from '../../../../electron/local/grammar/json-schema-to-gbnf.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { allows, openEngine } from './engine-grammar.ts';
import { type Random, seeded, textWriter } from './gbnf-writer.ts';
import { randomSchema } from './random-schema.ts';

const isDate = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;
const isTime = (text: string): boolean =>
  /^\d\d:\d\d:\d\d/.test(text) && !Number.isNaN(Date.parse(`2000-01-01T${text.replace(/(\.\d{3})\d+/, '$1')}`));

const ajv = new Ajv2020({ strict: false, allErrors: false });
ajv.addFormat('date', isDate);
ajv.addFormat('time', isTime);
ajv.addFormat('date-time', (text) => isDate(text.slice(0, 10)) && text[10] === 'T' && isTime(text.slice(11)));
ajv.addFormat('uuid', /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i);
ajv.addFormat('email', /^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$/);
ajv.addFormat('ipv4', isIPv4);
ajv.addFormat('ipv6', isIPv6);
ajv.addFormat('unknown', true);

/** A text one step away from another. Most are no JSON any more, or do not meet the schema. */
function changed(text: string, random: Random): string {
  const chars = Array.from(text);
  const at = random(chars.length + 1);
  const other = Array.from('{}[]",:0129-.eanul\\ é')[random(20)] ?? '';
  if (random(3) === 0) return [...chars.slice(0, at), ...chars.slice(at + 1)].join('');
  if (random(2) === 0) return [...chars.slice(0, at), other, ...chars.slice(at)].join('');
  const from = random(at + 1);
  return [...chars.slice(0, at), ...chars.slice(from)].join('');
}

test('whatever the engine lets through meets the schema', async () => {
  const engine = await openEngine();
  const random = seeded(20_260_701);
  const count = { taken: 0, refused: 0, texts: 0, changed: 0 };
  for (let index = 0; index < 150; index += 1) {
    const schema = randomSchema(random);
    const grammarText = grammarOf(schema);
    if (grammarText === undefined) {
      count.refused += 1;
      continue;
    }
    count.taken += 1;
    const grammar = await engine.createGrammar({ grammar: grammarText });
    const isValid = ajv.compile(schema);
    // Throws for a rule from which there is no way to an end.
    const write = textWriter(grammarText, random);
    for (let round = 0; round < 6; round += 1) {
      const text = write();
      const isBoth = allows(grammar, text) && isValid(JSON.parse(text));
      expect({ schema, text, isBoth }).toEqual({ schema, text, isBoth: true });
      count.texts += 1;
      for (let step = 0; step < 6; step += 1) {
        const near = changed(text, random);
        if (!allows(grammar, near)) continue;
        expect({ schema, near, isValid: isValid(JSON.parse(near)) }).toEqual({ schema, near, isValid: true });
        count.changed += 1;
      }
    }
  }
  // Enough of each, so that the checks above looked at something.
  expect(count.taken).toBeGreaterThan(80);
  expect(count.texts).toBeGreaterThan(480);
  expect(count.changed).toBeGreaterThan(100);
}, 120_000);

function grammarOf(schema: unknown): string | undefined {
  try {
    return jsonSchemaToGbnf(schema).grammar;
  } catch (error) {
    if (error instanceof AppError && error.code === 'UNSUPPORTED_SCHEMA') return undefined;
    throw error;
  }
}
