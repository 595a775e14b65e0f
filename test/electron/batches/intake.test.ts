import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openIntake } from '../../../electron/batches/intake.ts';
import type { BatchLine } from '../../../electron/store/batch-requests.ts';
import type { BatchEndpoint } from '../../../shared/model/batch.ts';
import { temporaryFolder } from '../../helpers/test-store.ts';
import { requestLine, requestLines } from './setup.ts';

interface Options {
  endpoint?: BatchEndpoint;
  limits?: { requests: number; size: number; problems: number };
  /** Bytes of each piece. */
  piece?: number;
}

async function take(text: string | Buffer, { endpoint, limits, piece = 7 }: Options = {}) {
  const path = join(temporaryFolder(), 'input.jsonl');
  const kept: BatchLine[] = [];
  const keep = (lines: readonly BatchLine[]) => void kept.push(...lines);
  const intake = await openIntake({ path, endpoint, keep, ...(limits && { limits }) });
  const bytes = Buffer.from(text as string);
  const writes = [];
  for (let at = 0; at < bytes.length; at += piece) writes.push(intake.write(bytes.subarray(at, at + piece)));
  await Promise.all(writes);
  const taken = await intake.end();
  return { ...taken, kept, found: taken.problems.map(({ code, line, param }) => [code, line, param]), path };
}

const withField = (name: string, value: unknown): string =>
  JSON.stringify({ ...(JSON.parse(requestLine('other')) as object), [name]: value });

// Catches: lines cut at the edges of pieces or in the middle of a letter, and places in the file that are off by one.
test('however the file is cut, its lines are found where they stand', async () => {
  const text = `${requestLine('ä-1')}\r\n\n${requestLine('日本-2')}\n   \n${requestLine('last')}`;
  const { kept, problems, total, size, endpoint, path } = await take(text);
  expect({ problems, total, size, endpoint }).toEqual({
    problems: [],
    total: 3,
    size: Buffer.byteLength(text),
    endpoint: '/v1/chat/completions',
  });
  expect(kept.map(({ line, customId }) => [line, customId])).toEqual([
    [1, 'ä-1'],
    [3, '日本-2'],
    [5, 'last'],
  ]);
  const file = readFileSync(path);
  expect(file.toString()).toBe(text);
  const read = kept.map(({ start, length }) => JSON.parse(file.toString('utf8', start, start + length)));
  expect(read.map(({ custom_id: id }) => id)).toEqual(['ä-1', '日本-2', 'last']);
});

// Catches: a file that fails in the middle of the night because of a line that could have been named at once.
test('each bad line is named with its number and what is wrong with it', async () => {
  const lines = [
    requestLine('good'),
    '{"custom_id": "cut',
    '[]',
    withField('custom_id', undefined),
    withField('custom_id', ''),
    withField('custom_id', 7),
    requestLine('good'),
    withField('custom_id', 'a'),
    withField('method', 'GET'),
    requestLine('b'),
    JSON.stringify({ ...JSON.parse(requestLine('c')), url: '/v1/embeddings' }),
    JSON.stringify({ ...JSON.parse(requestLine('d')), url: '/v1/files' }),
    JSON.stringify({ ...JSON.parse(requestLine('e')), url: undefined }),
    JSON.stringify({ ...JSON.parse(requestLine('f')), body: undefined }),
    JSON.stringify({ ...JSON.parse(requestLine('g')), body: 'text' }),
    JSON.stringify({ ...JSON.parse(requestLine('h')), body: { stream: true } }),
    JSON.stringify({ ...JSON.parse(requestLine('i')), method: undefined }),
  ];
  const { found, kept, problems } = await take(lines.join('\n'));
  expect(found).toEqual([
    ['invalid_json_line', 2, null],
    ['invalid_json_line', 3, null],
    ['missing_required_parameter', 4, 'custom_id'],
    ['invalid_value', 5, 'custom_id'],
    ['invalid_value', 6, 'custom_id'],
    ['duplicate_custom_id', 7, 'custom_id'],
    ['invalid_value', 9, 'method'],
    ['url_mismatch', 11, 'url'],
    ['invalid_value', 12, 'url'],
    ['missing_required_parameter', 13, 'url'],
    ['missing_required_parameter', 14, 'body'],
    ['invalid_value', 15, 'body'],
    ['invalid_value', 16, 'body.stream'],
    ['missing_required_parameter', 17, 'method'],
  ]);
  expect(problems[5]?.message).toBe('Line 1 has the same custom_id. Give each its own.');
  expect(kept).toEqual([]);
});

// Catches: a batch for one endpoint that quietly asks another.
test('what was said to be asked is what all lines must ask', async () => {
  const { found } = await take(requestLine('a'), { endpoint: '/v1/embeddings' });
  expect(found).toEqual([['url_mismatch', 1, 'url']]);
});

// Catches: letters replaced by question marks, and sent so.
test('what is not UTF-8 is refused', async () => {
  const { found } = await take(Buffer.concat([Buffer.from(requestLine('a')), Buffer.from([0x20, 0xff])]));
  expect(found).toEqual([['invalid_json_line', 1, null]]);
});

// Catches: a list of 50,000 problems, and a file that is read on though nothing can save it.
test('after so many problems it looks no further', async () => {
  const { found } = await take('x\n'.repeat(250), { piece: 100 });
  expect(found).toHaveLength(100);
  expect(found.at(-1)).toEqual(['invalid_json_line', 100, null]);
});

// Catches: bounds that nobody holds.
test('too many requests, too many bytes, and none at all are refused as a whole', async () => {
  const limits = { requests: 3, size: 600, problems: 100 };
  const three = requestLines(3);
  expect(Buffer.byteLength(three)).toBeLessThan(limits.size);
  expect((await take(three, { limits })).found).toEqual([]);
  expect((await take(requestLines(4), { limits: { ...limits, size: 6000 } })).found).toEqual([
    ['too_many_tasks', null, null],
  ]);
  expect((await take(three + ' '.repeat(600), { limits })).found).toEqual([['file_too_large', null, null]]);
  expect((await take('\n \n')).found).toEqual([['empty_file', null, null]]);
});

// Catches: a large file that stands still the host while it is read, or is kept in memory.
test('50,000 lines are taken in a few seconds', async () => {
  const start = performance.now();
  const { total, kept } = await take(requestLines(50_000), { piece: 65_536 });
  expect(total).toBe(50_000);
  expect(kept.at(-1)?.line).toBe(50_000);
  expect(performance.now() - start).toBeLessThan(10_000);
});
