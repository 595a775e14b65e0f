import { describe, expect, test } from 'vitest';
import { readEmbeddings } from '../../../../electron/server/openai/read-embeddings.ts';
import { writeEmbeddings } from '../../../../electron/server/openai/write-embeddings.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { refusal } from './ask.ts';

const read = (members: object) => readEmbeddings({ model: 'm', ...members });

// Catches: an input in a form that programs send and that is refused, or put out of order.
test.each([
  [{ input: 'a' }, { values: ['a'], dimensions: null, encoding: 'float' }],
  [{ input: ['b', 'a'] }, { values: ['b', 'a'], dimensions: null, encoding: 'float' }],
  [
    { input: 'a', encoding_format: 'base64', dimensions: 64 },
    { values: ['a'], dimensions: 64, encoding: 'base64' },
  ],
  [
    { input: 'a', encoding_format: null, dimensions: null, user: 7, made_up: 1 },
    { values: ['a'], dimensions: null, encoding: 'float' },
  ],
])('%o', (members, expected) => {
  expect(read(members)).toEqual({ model: 'm', ...expected });
});

test.each<[object, string, string]>([
  [{}, 'VALIDATION_FAILED', 'input'],
  [{ input: '' }, 'VALIDATION_FAILED', 'input'],
  [{ input: [] }, 'VALIDATION_FAILED', 'input'],
  [{ input: ['a', ''] }, 'VALIDATION_FAILED', 'input[1]'],
  [{ input: ['a', 7] }, 'VALIDATION_FAILED', 'input[1]'],
  [{ input: Array.from({ length: 2049 }, () => 'a') }, 'VALIDATION_FAILED', 'input'],
  [{ input: { text: 'a' } }, 'VALIDATION_FAILED', 'input'],
  [{ input: 'a', encoding_format: 'int8' }, 'VALIDATION_FAILED', 'encoding_format'],
  [{ input: 'a', dimensions: 0 }, 'VALIDATION_FAILED', 'dimensions'],
  [{ input: 'a', model: '' }, 'VALIDATION_FAILED', 'model'],
  // Ids that mean something else to every model: a wrong answer would look like a right one.
  [{ input: [1212, 318] }, 'UNSUPPORTED_PARAMETER', 'input'],
  [{ input: [[1212], [318, 257]] }, 'UNSUPPORTED_PARAMETER', 'input'],
])('refused: %o', (members, code, param) => {
  expect(refusal(() => read(members))).toMatchObject({ code, param });
});

interface Answer {
  data: { object: string; index: number; embedding: number[] | string }[];
}
const vectors = [
  [0.1, -2, 3e-8],
  [1, 0, -0.5],
];
const facts = { model: 'm', inputTokens: 9 };

describe('what is written', () => {
  test('as numbers', () => {
    expect(JSON.parse(writeEmbeddings(vectors, { ...facts, encoding: 'float' }))).toEqual({
      object: 'list',
      data: [
        { object: 'embedding', index: 0, embedding: vectors[0] },
        { object: 'embedding', index: 1, embedding: vectors[1] },
      ],
      model: 'm',
      usage: { prompt_tokens: 9, total_tokens: 9 },
    });
  });

  // Catches: vectors of a quarter of their length, or of other numbers.
  test('edge 20: base64 is little-endian float32, as the dialect’s own package reads it', () => {
    const { data } = JSON.parse(writeEmbeddings(vectors, { ...facts, encoding: 'base64' })) as Answer;
    expect(data.map(({ embedding }) => embedding)).toEqual(['zczMPQAAAMBZ2QAz', 'AACAPwAAAAAAAAC/']);
    const bytes = Buffer.from(String(data[0]?.embedding), 'base64');
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const numbers = [0, 4, 8].map((at) => view.getFloat32(at, true));
    expect(numbers).toEqual((vectors[0] ?? []).map(Math.fround));
  });

  // Catches: null among the numbers, which ends a program far away from here.
  test.each([Number.NaN, Number.POSITIVE_INFINITY])('%d is no embedding', (bad) => {
    for (const encoding of ['float', 'base64'] as const) {
      expect(() => writeEmbeddings([[0.1, bad]], { ...facts, encoding })).toThrow(AppError);
    }
  });

  // Catches: a program that reads the count without looking.
  test('there is a count, also where the provider gave none', () => {
    expect(JSON.parse(writeEmbeddings([], { model: 'm', inputTokens: null, encoding: 'float' }))).toMatchObject({
      usage: { prompt_tokens: 0, total_tokens: 0 },
    });
  });
});
