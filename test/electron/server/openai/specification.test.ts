// Catches: an answer that is not of the form which the dialect's own specification gives.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { errorAnswer } from '../../../../electron/server/openai/errors.ts';
import { writeEmbeddings } from '../../../../electron/server/openai/write-embeddings.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { wireFolder } from '../../../conformance/recordings.ts';
import { call, callMore, callStart, counts, readEvents, say, think, whole, written } from './sse.ts';

const file = join(wireFolder, 'openapi/openai.yaml');
const isThere = existsSync(file);
if (!isThere) console.log(`skipped: no specification at ${file} (set SWITCHYARD_WIRE to its folder)`);

/** `nullable` is a word of an older version of the language, and means null as well. */
function withNull(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withNull);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { nullable, ...rest } = schema as Record<string, unknown>;
  const inner = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, withNull(value)]));
  return nullable === true ? { anyOf: [inner, { type: 'null' }] } : inner;
}

const logprobs = { any: { logprobs: [{ token: 'Hi', bytes: [72], logprob: -1, top: [] }] } };
const answers = {
  text: [say('Hi'), say(' there')],
  nothing: [],
  thoughts: [think('Hm'), say('Hi')],
  calls: [callStart('a', 'one'), callMore('a', '{"x":1}'), call('a', 'one', '{"x":1}'), call('b', 'two', '')],
  logprobs: [{ type: 'text-delta' as const, id: '0', delta: 'Hi', providerMetadata: logprobs }],
};
const names = Object.keys(answers) as (keyof typeof answers)[];
const reasons = ['stop', 'length', 'content-filter', 'tool-calls', 'other'] as const;
const unsaid = { inputTokens: null, outputTokens: null, reasoningTokens: null, cachedTokens: null };
const cases = names.flatMap((name) =>
  reasons.flatMap((reason) => [counts, unsaid].map((usage) => ({ name, reason, usage }))),
);

describe.skipIf(!isThere)('the specification', () => {
  const document = isThere ? (parse(readFileSync(file, 'utf8'), { maxAliasCount: -1 }) as object) : {};
  // Its own words for documentation are unknown to the validator.
  const ajv = new Ajv2020({ strict: false, validateFormats: false, logger: false });
  ajv.addSchema(withNull(document) as object, 'api');
  const problemsIn = (name: string, value: unknown) => {
    const validate = ajv.getSchema(`api#/components/schemas/${name}`);
    if (!validate) throw new Error(`There is no ${name}.`);
    return validate(value) ? [] : (validate.errors ?? []);
  };

  test('refuses what is wrong', () => {
    expect(problemsIn('CreateChatCompletionResponse', { id: 'x' })).not.toEqual([]);
    expect(problemsIn('CreateChatCompletionStreamResponse', { choices: [{ delta: {}, index: '0' }] })).not.toEqual([]);
    expect(problemsIn('CreateEmbeddingResponse', { data: [] })).not.toEqual([]);
    expect(problemsIn('ErrorResponse', { error: { message: 'x' } })).not.toEqual([]);
  });

  test.each(cases)('$name, $reason, $usage.inputTokens', async ({ name, reason, usage }) => {
    const end = { finishReason: reason, usage };
    const answer: unknown = JSON.parse(whole(answers[name], end));
    expect(problemsIn('CreateChatCompletionResponse', answer)).toEqual([]);
    for (const includeUsage of [true, false]) {
      const { chunks } = readEvents(written(answers[name], end, { includeUsage }));
      for (const chunk of chunks) expect(problemsIn('CreateChatCompletionStreamResponse', chunk)).toEqual([]);
    }
  });

  test.each([3, null])('embeddings, %o tokens', (inputTokens) => {
    const facts = { model: 'm', inputTokens, encoding: 'float' as const };
    expect(problemsIn('CreateEmbeddingResponse', JSON.parse(writeEmbeddings([[0.1], [0.2]], facts)))).toEqual([]);
  });

  test('errors', () => {
    const error = new AppError('VALIDATION_FAILED', 'No.', { details: { param: 'n' } });
    expect(problemsIn('ErrorResponse', JSON.parse(errorAnswer(error.toJSON()).body))).toEqual([]);
  });
});
