// Catches: a header that no table thought of which makes the parser throw something else, run on, or take memory without end.
import { mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { fileFacts } from '../../../../electron/local/gguf/file-facts.ts';
import { encodeHeader } from '../../../helpers/models/build/gguf-writer.ts';
import { randomNumbers } from '../../../helpers/models/build/random-numbers.ts';
import { buildModel, testModel } from '../../../helpers/models/test-model.ts';

const folder = mkdtempSync(join(tmpdir(), 'switchyard-mutations-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const rounds = 500;

test(`${rounds} mutations of a header are read or refused`, async () => {
  const { size } = statSync(await testModel('talker'));
  const header = encodeHeader(buildModel('talker'));
  const headerSize = header.length;
  const random = randomNumbers(20_261_121);
  const upTo = (limit: number) => Math.floor(((random() + 1) / 2) * limit);
  const mutations: readonly ((bytes: Buffer) => Buffer)[] = [
    (bytes) => {
      bytes[upTo(headerSize)] = upTo(256);
      return bytes;
    },
    (bytes) => bytes.fill(upTo(2) * 255, upTo(headerSize), upTo(headerSize)),
    (bytes) => {
      bytes.copy(bytes, upTo(headerSize), upTo(headerSize), upTo(headerSize));
      return bytes;
    },
    (bytes) => {
      bytes.writeBigUInt64LE(BigInt(upTo(2 ** 32)) << BigInt(upTo(33)), upTo(headerSize));
      return bytes;
    },
    (bytes) => Buffer.concat([bytes.subarray(0, upTo(200)), bytes.subarray(upTo(headerSize))]),
    // Where counts and the first keys are, a byte matters most.
    (bytes) => {
      bytes[upTo(1000)] = upTo(256);
      return bytes;
    },
  ];
  const path = join(folder, 'mutant.gguf');
  const outcomes = { read: 0, refused: 0 };
  const others: unknown[] = [];
  const before = process.resourceUsage().maxRSS;

  for (let round = 0; round < rounds; round++) {
    const mutate = mutations[round % mutations.length] ?? ((bytes: Buffer) => bytes);
    writeFileSync(path, mutate(Buffer.from(header)));
    // The tensors' data, as a hole.
    truncateSync(path, size);
    await fileFacts(path).then(
      () => outcomes.read++,
      (error: unknown) => {
        if (error instanceof Error && 'code' in error && error.code === 'MODEL_FILE_INVALID') outcomes.refused++;
        else others.push(error);
      },
    );
  }

  expect(others).toEqual([]);
  expect(outcomes.read + outcomes.refused).toBe(rounds);
  // Both happen often, else the mutations miss the header or ruin all of it.
  expect(outcomes.read).toBeGreaterThan(20);
  expect(outcomes.refused).toBeGreaterThan(100);
  // KiB. Far more than this test needs by itself, far less than one length that was believed.
  expect(process.resourceUsage().maxRSS - before).toBeLessThan(300 * 1024);
});
