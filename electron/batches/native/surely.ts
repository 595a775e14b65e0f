import { insist } from '../insist.ts';
import type { NativeRunPorts } from './run.ts';

/** What is known must be written: one full disk would else end what is followed. */
export const surely = <T>(
  work: () => T | Promise<T>,
  { closing, log, retryPause }: Pick<NativeRunPorts, 'closing' | 'log' | 'retryPause'>,
): Promise<T> => insist(work, { signal: closing, log, pause: retryPause });
