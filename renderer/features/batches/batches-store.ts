import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Client } from '../../../shared/contract/client.ts';
import type { AppContract, Input } from '../../../shared/contract/contract.ts';
import { type AppError, toAppError } from '../../../shared/errors/app-error.ts';
import type { Batch, BatchFile, BatchWay } from '../../../shared/model/batch.ts';
import type { BatchId } from '../../../shared/model/ids.ts';
import { coalesce } from '../../lib/coalesce.ts';
import { textPieces } from './text-pieces.ts';

interface Upload {
  name: string;
  /** Bytes of all. */
  sent: number;
  size: number;
}

export interface BatchesState {
  /** Null until they were read once; newest first. */
  batches: readonly Batch[] | null;
  error: AppError | null;
  /** The file that goes in right now. */
  upload: Upload | null;
  refresh(): Promise<void>;
  /**
   * The batch when the host has taken or refused it, or waits for a choice that its provider offers; null when it was stopped, or another one is under way.
   */
  send(file: File): Promise<Batch | null>;
  stopUpload(): void;
  /** Begins one whose file is there. */
  begin(batchId: BatchId, via: BatchWay): Promise<void>;
  update(change: Input<'batches.update'>): Promise<void>;
  cancel(batchId: BatchId): Promise<void>;
  remove(batchId: BatchId): Promise<void>;
  /** In pieces: as one text a file can be too large. */
  read(batchId: BatchId, file: BatchFile): Promise<string[]>;
}

export function createBatchesStore(client: Client<AppContract>): StoreApi<BatchesState> {
  let isStopped = false;

  const refresh = coalesce(async () => {
    try {
      store.setState({ batches: await client.call('batches.list', {}), error: null });
    } catch (thrown) {
      store.setState({ error: toAppError(thrown) });
    }
  });

  /** False when it was stopped. */
  const append = async (batchId: BatchId, file: File): Promise<boolean> => {
    for await (const { text, end } of textPieces(file)) {
      if (isStopped) return false;
      await client.call('batches.append', { batchId, text });
      store.setState(({ upload }) => ({ upload: upload && { ...upload, sent: end } }));
    }
    return !isStopped;
  };

  const store = createStore<BatchesState>(() => ({
    batches: null,
    error: null,
    upload: null,
    refresh,

    async send(file) {
      if (store.getState().upload) return null;
      isStopped = false;
      store.setState({ upload: { name: file.name, sent: 0, size: file.size } });
      try {
        const { id } = await client.call('batches.create', { name: file.name.slice(0, 200) });
        try {
          if (await append(id, file)) {
            const checked = await client.call('batches.check', { batchId: id });
            const isToAsk = checked.status === 'validating' && checked.native === null;
            return isToAsk ? await client.call('batches.submit', { batchId: id }) : checked;
          }
        } catch (thrown) {
          // What waits for a file that will not come is in the way.
          await client.call('batches.cancel', { batchId: id }).catch(() => {});
          throw thrown;
        }
        await client.call('batches.cancel', { batchId: id });
        return null;
      } finally {
        store.setState({ upload: null });
        await refresh();
      }
    },
    stopUpload() {
      isStopped = true;
    },

    async begin(batchId, via) {
      await client.call('batches.submit', { batchId, via });
      await refresh();
    },
    async update(change) {
      await client.call('batches.update', change);
      await refresh();
    },
    async cancel(batchId) {
      await client.call('batches.cancel', { batchId });
      await refresh();
    },
    async remove(batchId) {
      await client.call('batches.delete', { batchId });
      await refresh();
    },
    async read(batchId, file) {
      const pieces: string[] = [];
      for await (const piece of client.open('batches.read', { batchId, file })) pieces.push(piece);
      return pieces;
    },
  }));

  // Nothing of it is shown before somebody looked.
  client.on('batches.changed', () => void (store.getState().batches !== null && refresh()));
  return store;
}
