import type { RecordStore } from '../../../../electron/local/process/crash-records.ts';

/** What survives a host: text, as in the database. */
export function memoryStore(): RecordStore {
  const rows = new Map<string, string>();
  return {
    get: (key) => JSON.parse(rows.get(key) ?? 'null') as unknown,
    set: (key, record) => void rows.set(key, JSON.stringify(record)),
    delete: (key) => void rows.delete(key),
    keys: () => [...rows.keys()],
  };
}
