// Catches: a damaged or hostile file that reaches the engine, which ends the process on some of them, or waits for ever.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fileFacts } from '../../../../electron/local/gguf/file-facts.ts';
import { damagedModels } from '../../../helpers/models/damaged.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'switchyard-damaged-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('refused by name', () => {
  test.each(damagedModels.filter(({ refusedAs }) => refusedAs !== null))(
    '$name is $refusedAs',
    async ({ write, refusedAs }) => {
      const path = write(folder);

      const error: unknown = await fileFacts(path).catch((thrown: unknown) => thrown);

      expect(error).toMatchObject({ code: 'MODEL_FILE_INVALID', retryable: false, details: { reason: refusedAs } });
      // It names the file, in its folder or beside it, and what helps.
      expect(String(error)).toMatch(/ file damaged[\w-]*\.gguf .*(?:Download|Choose|Unpack|Update|Run|Put)/);
      expect(String(error)).not.toContain(folder);
    },
  );
});

describe('only the engine can notice, so its first load is in another process', () => {
  test.each(damagedModels.filter(({ refusedAs }) => refusedAs === null))('$name', async ({ write }) => {
    const path = write(folder);
    await expect(fileFacts(path)).resolves.toMatchObject({ parts: 1, size: expect.any(Number) });
    expect(basename(path)).toBe('damaged.gguf');
  });
});

test('no two cases have one name', () => {
  expect(new Set(damagedModels.map(({ name }) => name)).size).toBe(damagedModels.length);
});
