import type { Batch } from '../../shared/model/batch.ts';
import type { BatchId } from '../../shared/model/ids.ts';
import type { Log } from '../lib/log.ts';
import type { Store } from '../store/open-store.ts';
import type { Stop } from './outcome.ts';
import type { Ask, Recorded } from './ports.ts';

/** A batch whose requests are being asked. */
export interface Run {
  batch: Batch;
  /** All up to this line were taken by this host. */
  cursor: number;
  /** How many wait behind the cursor. */
  waiting: number;
  /** What is asked just now. */
  inFlight: Set<AbortController>;
  /** Since when nothing new is asked, and why. */
  stop: { why: Stop; at: number } | undefined;
  isEnding: boolean;
}

/** What is needed to bring one to its end. */
export interface EndPorts {
  store: Pick<Store, 'batches' | 'batchRequests'>;
  folderOf(id: BatchId): string;
  onChange(id: BatchId): void;
  log: Log;
  /** UTC ms. */
  now(): number;
  /** Aborted when the host closes and has waited long enough. */
  closing: AbortSignal;
  /** Ms between two tries to write what must be written. */
  retryPause: number;
}

export interface RunPorts extends EndPorts {
  ask: Ask;
  recorded: Recorded;
}
