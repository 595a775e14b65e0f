import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordStore } from '../../../../electron/local/process/crash-records.ts';

/** Records in a file, as they are in the database of a host that dies. */
export function fileStore(folder: string): RecordStore {
  const path = join(folder, 'records.json');
  const read = (): Record<string, unknown> => {
    try {
      return JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
    } catch {
      return {};
    }
  };
  const write = (key: string, record: unknown): void =>
    writeFileSync(path, JSON.stringify({ ...read(), [key]: record }));
  return {
    get: (key) => read()[key],
    set: write,
    delete: (key) => write(key, undefined),
    keys: () => Object.keys(read()),
  };
}
