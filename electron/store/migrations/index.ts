import foundation from './0001-foundation.sql?raw';
import localModels from './0002-local-models.sql?raw';
import keys from './0003-keys.sql?raw';
import instances from './0004-instances.sql?raw';
import routing from './0005-routing.sql?raw';
import health from './0006-health.sql?raw';
import batchesAndCache from './0007-batches-and-cache.sql?raw';
import votes from './0008-votes.sql?raw';
import chatRouting from './0009-chat-routing.sql?raw';
import nativeBatches from './0010-native-batches.sql?raw';

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
  { name: '0005-routing', sql: routing },
  { name: '0006-health', sql: health },
  { name: '0007-batches-and-cache', sql: batchesAndCache },
  { name: '0008-votes', sql: votes },
  { name: '0009-chat-routing', sql: chatRouting },
  { name: '0010-native-batches', sql: nativeBatches },
];
