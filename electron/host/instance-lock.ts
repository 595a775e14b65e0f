import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '../../shared/errors/app-error.ts';
import { toStoreError } from '../store/errors.ts';

interface InstanceFacts {
  /** Where it listens: `http://127.0.0.1:4747`. */
  address: string;
  pid: number;
}

export interface InstanceLock {
  /** Tells whoever comes second where to find this one. */
  publish(facts: InstanceFacts): void;
  release(): void;
}

/** How long a second instance waits for one that is just ending, in ms. */
const patience = 1000;

/**
 * One instance a home. The lock is SQLite's on an empty database: it works on every system, and the kernel lets it go
 * when the process ends, however it ends.
 */
export function lockInstance(home: string): InstanceLock {
  const factsFile = join(home, 'instance.json');
  const client = acquire(join(home, 'instance.lock'), factsFile);
  try {
    // What a killed instance left there.
    rmSync(factsFile, { force: true });
  } catch (error) {
    client.close();
    throw error;
  }
  return {
    publish(facts) {
      const part = `${factsFile}.part`;
      writeFileSync(part, JSON.stringify(facts));
      renameSync(part, factsFile);
    },
    release() {
      if (!client.open) return;
      rmSync(factsFile, { force: true });
      client.close();
    },
  };
}

function acquire(file: string, factsFile: string): Database.Database {
  let client: Database.Database | undefined;
  try {
    client = new Database(file, { timeout: patience });
    // Nothing is ever written there; without this an empty journal would lie beside it.
    client.pragma('journal_mode = MEMORY');
    client.exec('BEGIN EXCLUSIVE');
    return client;
  } catch (error) {
    client?.close();
    const code = error instanceof Error ? String((error as { code?: unknown }).code) : '';
    if (code.startsWith('SQLITE_BUSY')) throw alreadyRunning(readFacts(factsFile), error);
    // Something else wrote there. Nobody holds it: that would have been busy.
    if (code === 'SQLITE_NOTADB') {
      rmSync(file);
      return acquire(file, factsFile);
    }
    throw toStoreError(error);
  }
}

function readFacts(file: string): InstanceFacts | undefined {
  try {
    const { address, pid } = JSON.parse(readFileSync(file, 'utf8')) as Partial<InstanceFacts>;
    return typeof address === 'string' && typeof pid === 'number' ? { address, pid } : undefined;
  } catch {
    return undefined;
  }
}

function alreadyRunning(facts: InstanceFacts | undefined, cause: unknown): AppError {
  const where = facts ? ` at ${facts.address} (process ${facts.pid})` : '';
  return new AppError(
    'ALREADY_RUNNING',
    `Switchyard is already running${where} with this folder. Use that one, close it, or set SWITCHYARD_HOME to another folder.`,
    facts ? { cause, details: { ...facts } } : { cause },
  );
}
