import type { Scheduler } from '../scheduler/types.ts';

/** Loads the model when it is not, waiting for memory and for its turn. */
export type Acquire = Scheduler['acquire'];
