import { join } from 'node:path';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Batch, BatchWay, NativeOffer } from '../../shared/model/batch.ts';
import type { BatchId } from '../../shared/model/ids.ts';
import type { Store } from '../store/open-store.ts';
import type { NativePorts } from './native/ports.ts';
import { notSent } from './native/run.ts';
import { survey } from './native/survey.ts';

interface BeginningsOptions {
  store: Pick<Store, 'batches'>;
  folderOf(id: BatchId): string;
  get(id: BatchId): Batch;
  native: NativePorts | undefined;
  now(): number;
}

const hour = 60 * 60 * 1000;

/** Whether its file is there and good, and nothing is begun yet. */
export const isReady = ({ status, inputSize }: Batch): boolean => status === 'validating' && inputSize !== null;

/** What is found out and written down before the first request of a batch is asked. */
export function createBeginnings({ store, folderOf, get, native, now }: BeginningsOptions) {
  /** Of two that begin the same one, the first. */
  const busy = new Set<BatchId>();

  const look = (batch: Batch): ReturnType<typeof survey> => {
    if (native) return survey({ batch, path: join(folderOf(batch.id), 'input.jsonl'), native });
    throw new AppError('CONFLICT', 'This batch cannot be given to a provider as a whole. Let it be asked from here.');
  };
  const mustBeReady = (id: BatchId): Batch => {
    const batch = get(id);
    if (isReady(batch)) return batch;
    throw new AppError('CONFLICT', `The batch ${id} was begun already, or has ended. Make a new one.`);
  };

  return {
    /** Throws why there is none. */
    offer: async (id: BatchId): Promise<NativeOffer> => (await look(get(id))).offer,

    /** Looks again at what was offered: in the meantime a rule may have been made that forbids it. */
    async begin(id: BatchId, via: BatchWay): Promise<void> {
      const batch = mustBeReady(id);
      if (busy.has(id)) throw new AppError('CONFLICT', `The batch ${id} is being begun already.`);
      busy.add(id);
      try {
        const found = via === 'native' ? await look(batch) : null;
        mustBeReady(id);
        const startedAt = now();
        const hours = found ? found.offer.window : batch.completionWindow;
        const begun = { status: 'in_progress', via, startedAt, expiresAt: startedAt + hours * hour } as const;
        const given = found && { native: found.offer, remote: notSent(found.plan) };
        store.batches.update(id, { ...begun, ...given });
      } finally {
        busy.delete(id);
      }
    },
  };
}
