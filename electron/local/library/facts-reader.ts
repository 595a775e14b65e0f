import { basename } from 'node:path';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { ModelFacts } from '../../../shared/model/model-facts.ts';
import type { Log } from '../../lib/log.ts';
import type { FactsCache, FactsKey } from './entry.ts';

export interface FactsReaderOptions {
  readFacts(path: string, signal: AbortSignal): Promise<ModelFacts>;
  cache?: FactsCache | undefined;
  log: Log;
  /** Something was read, or could not be. */
  onRead(reading: Reading): void;
}

export interface Reading {
  facts: ModelFacts | null;
  failure: AppError | null;
}

export interface FactsReader {
  /** Undefined while it was not read. */
  get(key: FactsKey): Reading | undefined;
  /** What is to be read, in this order; what is no longer wanted is forgotten. */
  want(keys: readonly FactsKey[]): void;
  /** Forgets files that could not be opened, which may be only a matter of rights or of a program that has them open. */
  retryUnreadable(): void;
  /** Resolves when nothing is being read and nothing waits. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** Headers read at the same time: each takes a thread of the pool that decoding needs too. */
const concurrency = 2;

/** Reads headers in the background, each file once until it changes. */
export function createFactsReader({ readFacts, cache, log, onRead }: FactsReaderOptions): FactsReader {
  const readings = new Map<string, Reading & { key: FactsKey }>();
  const controller = new AbortController();
  const running = new Map<string, { key: FactsKey; done: Promise<void> }>();
  let queue: FactsKey[] = [];

  const allDone = () => Promise.all([...running.values()].map(({ done }) => done));

  const known = (key: FactsKey) => {
    const reading = readings.get(key.path);
    return reading && isSame(reading.key, key) ? reading : undefined;
  };

  const guarded = <T>(use: () => T): T | undefined => {
    try {
      return use();
    } catch (err) {
      log.warn({ err }, 'the facts of model files could not be kept or found');
      return undefined;
    }
  };

  const tryToRead = async (key: FactsKey): Promise<Reading> => {
    try {
      return { facts: await readFacts(key.path, controller.signal), failure: null };
    } catch (error) {
      if (error instanceof AppError) return { facts: null, failure: error };
      if (!controller.signal.aborted) log.error({ err: error, path: key.path }, 'a model file could not be looked at');
      return { facts: null, failure: unexpected(key, error) };
    }
  };

  const read = async (key: FactsKey): Promise<void> => {
    const reading = await tryToRead(key);
    if (controller.signal.aborted) return;
    readings.set(key.path, { ...reading, key });
    guarded(() => reading.facts && cache?.set(key, reading.facts));
    onRead(reading);
  };

  const pump = (): void => {
    while (running.size < concurrency && !controller.signal.aborted) {
      const at = queue.findIndex(({ path }) => !running.has(path));
      const [key] = at < 0 ? [] : queue.splice(at, 1);
      if (!key) return;
      const done = read(key).finally(() => {
        running.delete(key.path);
        pump();
      });
      running.set(key.path, { key, done });
    }
  };

  return {
    get: known,
    want(keys) {
      const paths = new Set(keys.map(({ path }) => path));
      for (const path of readings.keys()) if (!paths.has(path)) readings.delete(path);
      queue = keys.filter((key) => {
        const now = running.get(key.path);
        if (known(key) || (now && isSame(now.key, key))) return false;
        const facts = guarded(() => cache?.get(key));
        if (facts) readings.set(key.path, { key, facts, failure: null });
        return !facts;
      });
      pump();
    },
    retryUnreadable() {
      for (const [path, { failure }] of readings) {
        if (failure?.code === 'MODEL_FILE_UNREADABLE') readings.delete(path);
      }
    },
    async idle() {
      while (running.size > 0) await allDone();
    },
    async close() {
      controller.abort();
      queue = [];
      await allDone();
    },
  };
}

const isSame = (a: FactsKey, b: FactsKey) => a.path === b.path && a.size === b.size && a.modifiedAt === b.modifiedAt;

const unexpected = ({ path }: FactsKey, cause: unknown) =>
  new AppError('MODEL_FILE_UNREADABLE', `${basename(path)} could not be looked at. The log says why.`, { cause });
