import type { Batch, NativeOffer, RemoteBatch } from '../../../shared/model/batch.ts';
import type { RoutePlan } from '../../../shared/model/route.ts';
import type { BatchDesk } from '../../providers/services/batches.ts';
import type { EndPorts } from '../run.ts';
import type { NativePorts, OpenDesk } from './ports.ts';

/** A batch that a provider works through. */
export interface NativeBatch extends Batch {
  native: NativeOffer;
  remote: RemoteBatch;
}

export const isNative = (batch: Batch): batch is NativeBatch => batch.native !== null && batch.remote !== null;

export interface NativeRunPorts extends EndPorts {
  native: NativePorts;
  /** Until then a batch that was sent may be missing in the provider's list, in ms. */
  settleTime: number;
  /** How long a cancelled batch waits for its provider, in ms. */
  grace: number;
}

/** One visit at the provider's. */
export interface Visit {
  batch: NativeBatch;
  opened: OpenDesk;
  /** What it throws is in our words. */
  desk: BatchDesk;
  signals: VisitSignals;
}

export interface VisitSignals {
  /** Somebody wants it cancelled. */
  cancelled: AbortSignal;
  /** The host wants to close: what was not begun is not begun any more. */
  leaving: AbortSignal;
}

export const notSent = (plan: RoutePlan): RemoteBatch => ({
  id: null,
  credentialId: null,
  sentAt: null,
  tries: 0,
  completed: 0,
  failed: 0,
  plan,
  failure: null,
});
