// Catches: a crash of the whole host that is not on disk when it happens, so that the next host crashes the same way.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { createCrashRecords } from '../../../../electron/local/process/crash-records.ts';
import { fileState } from '../../../../electron/local/process/fingerprint.ts';
import { temporaryFolder } from '../../../helpers/test-store.ts';
import { fileStore } from './file-store.ts';

// Processes, on machines that may be busy.
vi.setConfig({ testTimeout: 90_000 });

const engineVersion = '3.21.1';

test.each(['load', 'first-token'])('a host that the engine takes down (%s) leaves word of it', async (stage) => {
  const folder = temporaryFolder();
  const path = join(folder, 'model.gguf');
  writeFileSync(path, 'GGUF');
  const host = spawn(process.execPath, [join(import.meta.dirname, 'crashing-host.ts'), path, folder, stage], {
    stdio: 'ignore',
  });
  expect(await once(host, 'exit')).toEqual([null, 'SIGABRT']);
  const { fingerprint } = await fileState(path);
  const records = createCrashRecords(fileStore(folder), { engineVersion });
  expect(records.file(fingerprint)).toMatchObject({ passed: ['cpu'], crashes: [{ backend: 'cpu', stage }] });
});
