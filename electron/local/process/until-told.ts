import { setImmediate as nextTurn } from 'node:timers/promises';

/** Gives what was told the time to leave this process: what comes next may be its end. */
export async function untilTold(): Promise<void> {
  // One turn gathers what goes into a frame, the next one sends it.
  await nextTurn();
  await nextTurn();
}
