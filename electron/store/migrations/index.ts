import foundation from './0001-foundation.sql?raw';
import localModels from './0002-local-models.sql?raw';
import keys from './0003-keys.sql?raw';
import instances from './0004-instances.sql?raw';

export interface Migration {
  name: string;
  sql: string;
}

/** In order. The database's version is how many of these it has seen: only ever add at the end. */
export const migrations: readonly Migration[] = [
  { name: '0001-foundation', sql: foundation },
  { name: '0002-local-models', sql: localModels },
  { name: '0003-keys', sql: keys },
  { name: '0004-instances', sql: instances },
];
