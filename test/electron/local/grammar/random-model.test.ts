// Catches: a model led by the grammar to a place where no token fits, and an answer of its that does not meet the schema.
import { Ajv2020 } from 'ajv/dist/2020.js';
import { type LlamaContextSequence, LlamaGrammarEvaluationState, type LlamaModel } from 'node-llama-cpp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anyJsonGbnf, jsonSchemaToGbnf } from '../../../../electron/local/grammar/json-schema-to-gbnf.ts';
import { testModel } from '../../../helpers/models/test-model.ts';
import { openEngine } from './engine-grammar.ts';

let model: LlamaModel;
let sequence: LlamaContextSequence;
beforeAll(async () => {
  const engine = await openEngine();
  model = await engine.loadModel({ modelPath: await testModel('random-small') });
  const context = await model.createContext({ contextSize: 1024, threads: 1 });
  sequence = context.getSequence();
});
afterAll(async () => (await openEngine()).dispose());

/** What random weights write under a grammar, or undefined when they came to no end in 400 tokens. */
async function write(grammarText: string, seed: number): Promise<string | undefined> {
  const grammar = await (await openEngine()).createGrammar({ grammar: grammarText });
  const grammarEvaluationState = new LlamaGrammarEvaluationState({ model, grammar });
  await sequence.clearHistory();
  const written = sequence.evaluate(model.tokenize('{'), {
    grammarEvaluationState,
    temperature: 1,
    topK: 0,
    topP: 1,
    seed,
  });
  const tokens = [];
  for await (const token of written) {
    if (tokens.push(token) === 400) return undefined;
  }
  // Random weights write bytes that are no UTF-8. The engine counts one character, where JavaScript sees one a byte.
  return model.detokenize(tokens).replaceAll(/\ufffd+/g, '\ufffd');
}

const person = {
  type: 'object',
  properties: {
    name: { type: 'string', maxLength: 12 },
    born: { type: 'string', format: 'date' },
    age: { type: 'integer', minimum: 18, maximum: 120 },
    score: { type: 'number', minimum: 0, exclusiveMaximum: 1 },
    code: { type: 'string', pattern: '^[A-Z]{2}-\\d{3}$' },
    kind: { enum: ['red', 'green', 'blue "\\\n\u0000\u{1F600}', null, 7] },
    tags: { type: 'array', items: { type: 'string', maxLength: 5 }, maxItems: 3 },
    id: { type: 'string', format: 'uuid' },
  },
  required: ['name', 'born', 'age', 'code', 'kind'],
  additionalProperties: false,
};
const tree = {
  $ref: '#/$defs/tree',
  $defs: {
    tree: {
      type: 'object',
      properties: {
        value: { enum: ['a', 'é'] },
        parts: { type: 'array', items: { $ref: '#/$defs/tree' }, maxItems: 1 },
      },
      required: ['value', 'parts'],
    },
  },
};
const choice = {
  oneOf: [
    {
      type: 'object',
      properties: {
        kind: { const: 'point' },
        at: { type: 'array', items: { type: 'integer' }, minItems: 2, maxItems: 2 },
      },
      required: ['kind', 'at'],
    },
    {
      type: 'object',
      properties: { kind: { const: 'name' }, text: { type: 'string', maxLength: 8 } },
      required: ['kind', 'text'],
    },
  ],
};

test.each([
  ['a person', person],
  ['a tree', tree],
  ['a choice', choice],
  [
    'an open map',
    { type: 'object', properties: { a: { const: 1 } }, additionalProperties: { type: 'boolean' }, maxProperties: 3 },
  ],
])('twelve answers of random weights: %s', async (_name, schema) => {
  const isValid = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
  const { grammar } = jsonSchemaToGbnf(schema);
  let ended = 0;
  for (let seed = 1; seed <= 12; seed += 1) {
    const text = await write(grammar, seed);
    if (text === undefined) continue;
    ended += 1;
    expect({ text, isValid: isValid(JSON.parse(text)) }).toEqual({ text, isValid: true });
  }
  expect(ended).toBeGreaterThan(8);
});

test('JSON mode gives objects', async () => {
  const texts = await write(anyJsonGbnf().grammar, 3);
  expect(texts === undefined || typeof JSON.parse(texts)).toBe(texts === undefined || 'object');
});
