import { setImmediate as nextTurn } from 'node:timers/promises';

/** Work that tells how far it is, as a stream: what it tells are the deltas, what it gives is the end. */
export async function* reporting<Told, Given>(
  work: (tell: (told: Told) => void) => Promise<Given>,
): AsyncGenerator<Told, Given, void> {
  const told: Told[] = [];
  let wake = (): void => {};
  let isDone = false;
  const result = work((item) => {
    told.push(item);
    wake();
  }).finally(() => {
    isDone = true;
    wake();
  });
  // Thrown below; a stream that was left has nobody to throw it to.
  result.catch(() => {});
  for (;;) {
    yield* told.splice(0);
    if (isDone && told.length === 0) return await result;
    if (told.length === 0) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }
}

/** Gives what was told the time to leave this process: what comes next may be its end. */
export async function untilTold(): Promise<void> {
  // One turn gathers what goes into a frame, the next one sends it.
  await nextTurn();
  await nextTurn();
}
