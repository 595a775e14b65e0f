import type { EngineModel, ModelPurpose } from '../engine/engine.ts';

/** A loaded model for the time of one request: it is not unloaded while somebody holds it. */
export interface Lease {
  model: EngineModel;
  release(): void;
}

export interface AcquireOptions {
  signal: AbortSignal;
  purpose: ModelPurpose;
}

/** Loads the model when it is not, waiting for memory and for its turn. */
export type Acquire = (name: string, options: AcquireOptions) => Promise<Lease>;
