// Catches: a header read wrongly or into memory as a whole, a device that is read, a file handle left open.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { chatTemplate } from '../../../../electron/local/gguf/chat-template.ts';
import { readHeader } from '../../../../electron/local/gguf/read-header.ts';
import { f32s, i32s, str, strings, u32, writeGguf } from '../../../helpers/models/build/gguf-writer.ts';
import { testModel } from '../../../helpers/models/test-model.ts';

const folder = mkdtempSync(join(tmpdir(), 'switchyard-gguf-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const missing = () => join(folder, 'nothing-here.gguf');

describe('a good file', () => {
  test('gives its metadata, and its tensors with their place in the file', async () => {
    const header = await readHeader(await testModel('talker'));

    expect(header).toMatchObject({ version: 3, fileSize: header.dataOffset + 2_502_144 });
    expect(header.metadata.get('general.architecture')).toBe('llama');
    expect(header.metadata.get('llama.rope.freq_base')).toBe(1e8);
    expect(header.metadata.get('tokenizer.ggml.add_bos_token')).toBe(true);
    expect(chatTemplate(header)).toContain('<|im_start|>');
    expect(header.tensors).toHaveLength(12);
    expect(header.tensors[1]).toMatchObject({ name: 'output_norm.weight', dims: [384], type: 'F32', bytes: 384 * 4 });
    const [first, second] = header.tensors;
    expect(first?.offset).toBe(header.dataOffset);
    expect(second?.offset).toBe((first?.offset ?? 0) + (first?.bytes ?? 0));
  });

  test('keeps short lists, and of a vocabulary only its length and what was asked for', async () => {
    const count = 256_000;
    const path = join(folder, 'vocabulary.gguf');
    const metadata = new Map([
      ['general.architecture', str('llama')],
      ['general.tags', strings(['chat', 'tiny'])],
      ['tokenizer.ggml.tokens', strings(Array.from({ length: count }, (_, index) => `token ${index} <|x|>`))],
      ['tokenizer.ggml.scores', f32s(Array.from({ length: count }, () => 0.5))],
      ['tokenizer.ggml.merges', strings(Array.from({ length: count }, (_, index) => `a ${index}`))],
      ['llama.attention.head_count_kv', i32s([8, 8, 4])],
    ]);
    writeGguf(path, { metadata, tensors: [] });

    const header = await readHeader(path, { findTokens: ['token 7 <|x|>', 'token 255999 <|x|>', 'another'] });

    expect(header.metadata.get('general.tags')).toEqual({ of: 'str', length: 2, values: ['chat', 'tiny'] });
    expect(header.metadata.get('llama.attention.head_count_kv')).toMatchObject({ values: [8, 8, 4] });
    expect(header.metadata.get('tokenizer.ggml.tokens')).toEqual({ of: 'str', length: count, values: null });
    expect(header.metadata.get('tokenizer.ggml.scores')).toEqual({ of: 'f32', length: count, values: null });
    expect(header.metadata.get('tokenizer.ggml.merges')).toEqual({ of: 'str', length: count, values: null });
    expect([...header.foundTokens]).toEqual(['token 7 <|x|>', 'token 255999 <|x|>']);
  });

  test('does not keep a text of more than a mebibyte', async () => {
    const path = join(folder, 'long-text.gguf');
    const metadata = new Map([
      ['general.architecture', str('llama')],
      ['tokenizer.huggingface.json', str('x'.repeat(3 * 1024 * 1024))],
      ['llama.block_count', u32(2)],
    ]);
    writeGguf(path, { metadata, tensors: [] });

    const header = await readHeader(path);

    expect(header.metadata.get('tokenizer.huggingface.json')).toEqual({ of: 'u8', length: 3_145_728, values: null });
    expect(header.metadata.get('llama.block_count')).toBe(2);
  });
});

describe('what cannot be read', () => {
  const reasonOf = (path: string) =>
    readHeader(path).then(
      () => 'read',
      (error: unknown) => error,
    );

  test('a missing file says so, by its name without the folder', async () => {
    const error = await reasonOf(missing());
    expect(error).toMatchObject({
      code: 'MODEL_FILE_UNREADABLE',
      details: { reason: 'missing', file: 'nothing-here.gguf' },
    });
    expect(String(error)).not.toContain(folder);
  });

  test('a folder is no file', async () => {
    expect(await reasonOf(folder)).toMatchObject({ code: 'MODEL_FILE_UNREADABLE', details: { reason: 'not-a-file' } });
  });

  test('something inside a file is not there', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, 'x');
    expect(await reasonOf(join(file, 'x.gguf'))).toMatchObject({ details: { reason: 'missing' } });
  });

  test('a link to itself is not followed for ever', async () => {
    const link = join(folder, 'loop.gguf');
    symlinkSync(link, link);
    expect(await reasonOf(link)).toMatchObject({ code: 'MODEL_FILE_UNREADABLE' });
  });

  test.skipIf(process.platform === 'win32')('a device is not read, it might never end', async () => {
    expect(await reasonOf('/dev/zero')).toMatchObject({
      code: 'MODEL_FILE_UNREADABLE',
      details: { reason: 'not-a-file' },
    });
  });

  // Root reads whatever it likes.
  test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('a forbidden file says so', async () => {
    const file = join(folder, 'forbidden.gguf');
    writeFileSync(file, 'GGUF', { mode: 0 });
    expect(await reasonOf(file)).toMatchObject({ details: { reason: 'no-permission' } });
  });

  test('an ended signal ends the reading with its own reason', async () => {
    const reason = new Error('not wanted any more');
    const reading = readHeader(await testModel('talker'), { signal: AbortSignal.abort(reason) });
    await expect(reading).rejects.toBe(reason);
  });
});

test.skipIf(process.platform !== 'linux')('no file stays open, whether it was good or not', async () => {
  const broken = join(folder, 'handles');
  mkdirSync(broken);
  const path = join(broken, 'broken.gguf');
  writeFileSync(path, 'GGUF but no model');
  const open = () => readdirSync('/proc/self/fd').length;
  const before = open();

  for (let round = 0; round < 20; round++) {
    await readHeader(await testModel('talker'));
    await expect(readHeader(path)).rejects.toThrow(/broken\.gguf/);
  }

  expect(open()).toBeLessThanOrEqual(before + 2);
});
