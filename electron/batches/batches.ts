import { createReadStream, type ReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Batch, BatchChoices, BatchFile, BatchRequest, BatchWay, NewBatch } from '../../shared/model/batch.ts';
import type { BatchId } from '../../shared/model/ids.ts';
import { newId } from '../lib/id.ts';
import type { Log } from '../lib/log.ts';
import { within } from '../lib/within.ts';
import type { PageOptions } from '../store/batch-requests.ts';
import type { Store } from '../store/open-store.ts';
import { createBeginnings, isReady } from './beginnings.ts';
import { dropAnswers } from './end-run.ts';
import type { NativePorts } from './native/ports.ts';
import { isNative } from './native/run.ts';
import { createNativeRunner } from './native/runner.ts';
import { sleepUntil } from './native/sleep-until.ts';
import type { Ask, Recorded } from './ports.ts';
import { createPulse } from './pulse.ts';
import { createRunner } from './runner.ts';
import { createUploads } from './uploads.ts';

export interface BatchesOptions {
  store: Pick<Store, 'batches' | 'batchRequests'>;
  /** Each batch has its files in a folder of its own there. */
  folder: string;
  ask: Ask;
  recorded: Recorded;
  /** At most four times a second. */
  onChange(ids: BatchId[]): void;
  log: Log;
  /** UTC ms. Default: the clock. */
  now?: () => number;
  /** Requests of all batches together that are asked at the same time. Default: 64. */
  mostAtOnce?: number;
  /** How long a cancelled batch waits for what is asked already, in ms. Default: 10 minutes, as with OpenAI. */
  grace?: number;
  /** How long closing waits for what is asked already, in ms. Default: 3 s. */
  closePatience?: number;
  /** The batches of providers. Default: none are offered. */
  native?: NativePorts;
  /** Between two looks at a provider. Default: the clock's. */
  sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Between two tries to write what must be written, in ms. Default: 2 s. */
  retryPause?: number;
}

export type BatchesService = ReturnType<typeof createBatches>;

const lookEvery = 1000;
const tellEvery = 250;
/** A provider's list may be so much behind, in ms. */
const settleTime = 60_000;

/** Files of requests that are asked in their own time. What was asked once is not asked again unless that is wanted. */
export function createBatches(options: BatchesOptions) {
  const { store, folder, ask, recorded, log, now = Date.now, mostAtOnce = 64, grace = 600_000 } = options;
  const { closePatience = 3000, retryPause = 2000, native, sleep = sleepUntil } = options;
  const folderOf = (id: BatchId): string => join(folder, id);
  const pulse = createPulse<BatchId>(tellEvery, options.onChange);
  const closing = new AbortController();
  const uploads = createUploads({ store, folderOf, now });
  const ports = { store, folderOf, onChange: pulse.beat, log, now, closing: closing.signal, retryPause };
  const runner = createRunner({ ...ports, ask, recorded }, { mostAtOnce, grace });
  const nativeRunner = native && createNativeRunner({ ...ports, native, settleTime, grace }, { sleep });
  let timer: NodeJS.Timeout | undefined;

  const get = (id: BatchId): Batch => {
    const batch = store.batches.get(id);
    if (!batch) throw new AppError('NOT_FOUND', `There is no batch ${id}. It may have been deleted.`);
    return batch;
  };
  const beginnings = createBeginnings({ store, folderOf, get, native, now });
  const changed = (id: BatchId): Batch => {
    pulse.beat(id);
    return get(id);
  };
  /** Only while there is something that time changes. */
  const watch = (): void => {
    timer ??= setInterval(() => {
      runner.look();
      uploads.look().then(
        (left) => left.forEach(pulse.beat),
        (error: unknown) => log.warn({ err: error }, 'a file that did not come in could not be put away'),
      );
      if (!runner.isIdle() || !uploads.isIdle()) return;
      clearInterval(timer);
      timer = undefined;
    }, lookEvery).unref();
  };

  return {
    /** Newest first. */
    list: (): Batch[] => store.batches.list(),
    get,

    /** Goes on with what the last host left. */
    async start(): Promise<void> {
      for (const batch of store.batches.in('validating')) if (!isReady(batch)) await uploads.interrupt(batch.id);
      for (const batch of store.batches.in('in_progress', 'finalizing', 'cancelling')) {
        if (isNative(batch)) nativeRunner?.add(batch.id);
        else runner.add(batch);
      }
      if (!runner.isIdle()) watch();
      for (const id of store.batches.withAnswers()) await dropAnswers(id, store, closing.signal);
    },

    /** Waits for its file then. */
    create({ endpoint = null, ...choices }: Omit<NewBatch, 'endpoint'> & { endpoint?: Batch['endpoint'] }): Batch {
      const id = newId<BatchId>();
      store.batches.insert({ ...choices, endpoint, id, createdAt: now() });
      uploads.begin(get(id));
      watch();
      return changed(id);
    },

    append: (id: BatchId, bytes: Uint8Array): Promise<void> => uploads.append(id, bytes),

    /** The whole file is there; nothing is asked yet. It says then whether its provider offers to do it as a whole. */
    async check(id: BatchId): Promise<Batch> {
      if ((await uploads.finish(id)) && native) {
        const offer = await beginnings.offer(id).catch((error: unknown) => {
          log.info({ err: error, batchId: id }, 'a batch is not offered to a provider');
          return null;
        });
        store.batches.update(id, { native: offer });
      }
      return changed(id);
    },

    /** The whole file is there: its requests are asked from here on, or it is refused with all that is wrong with it. */
    async submit(id: BatchId, via: BatchWay = get(id).via): Promise<Batch> {
      const isGood = !isReady(get(id)) ? await uploads.finish(id) : true;
      if (!isGood) return changed(id);
      await beginnings.begin(id, via);
      if (via === 'native') nativeRunner?.add(id);
      else {
        runner.add(get(id));
        watch();
      }
      return changed(id);
    },

    update(id: BatchId, change: { [Name in keyof BatchChoices]?: BatchChoices[Name] | undefined }): Batch {
      const batch = get(id);
      if (batch.endedAt !== null) throw new AppError('CONFLICT', `The batch ${id} has ended. Make a new one.`);
      const { concurrency = batch.concurrency, isPaused = batch.isPaused } = change;
      if (isPaused && isNative(batch)) {
        const { providerName } = batch.native;
        throw new AppError('CONFLICT', `The batch ${id} is at ${providerName}, which pauses none. Cancel it instead.`);
      }
      store.batches.update(id, { concurrency, isPaused });
      runner.change(get(id));
      return changed(id);
    },

    async cancel(id: BatchId): Promise<Batch> {
      const batch = get(id);
      const { status } = batch;
      if (status === 'validating') await uploads.cancel(id, isReady(batch));
      else if (status === 'in_progress') {
        store.batches.update(id, { status: 'cancelling', cancellingAt: now() });
        runner.cancel(id);
        nativeRunner?.cancel(id);
      } else if (status !== 'cancelling') {
        throw new AppError('CONFLICT', `The batch ${id} has nothing left to cancel.`);
      }
      return changed(id);
    },

    /** With its files. */
    async delete(id: BatchId): Promise<void> {
      if (get(id).endedAt === null) throw new AppError('CONFLICT', `The batch ${id} has not ended. Cancel it first.`);
      await rm(folderOf(id), { recursive: true, force: true });
      store.batches.delete(id);
      pulse.beat(id);
    },

    requests(id: BatchId, page: PageOptions): BatchRequest[] {
      get(id);
      return store.batchRequests.page(id, page);
    },

    /** One of its files, to be read from its start. */
    open(id: BatchId, file: BatchFile): ReadStream {
      const { inputSize, outputSize, errorsSize } = get(id);
      const size = { input: inputSize, output: outputSize, errors: errorsSize }[file];
      if (size === null) {
        const message = `The batch ${id} has no file "${file}". It is there when the batch has ended, if anything is in it.`;
        throw new AppError('NOT_FOUND', message);
      }
      return createReadStream(join(folderOf(id), `${file}.jsonl`));
    },

    async close(): Promise<void> {
      clearInterval(timer);
      const ended = Promise.all([runner.close(), nativeRunner?.close()]);
      const { signal } = new AbortController();
      const limit = { limit: closePatience, error: () => new Error('it takes too long') };
      await within(ended, { signal, timeout: limit }).catch(() => {});
      closing.abort();
      await ended;
      await uploads.close();
      pulse.close();
    },
  };
}
