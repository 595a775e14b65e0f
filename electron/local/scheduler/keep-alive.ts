/** What a timer can take at most; it fires at once when it is given more. */
const longestTimer = 2 ** 31 - 1;

interface AlarmOptions {
  at: number;
  now(): number;
  setTimer(run: () => void, milliseconds: number): () => void;
  run(): void;
}

/** Runs at a time, however far away it is. Gives what stops it. */
export function setAlarm({ at, now, setTimer, run }: AlarmOptions): () => void {
  let stop = (): void => {};
  const arm = (): void => {
    const left = at - now();
    stop = left > 0 ? setTimer(arm, Math.min(left, longestTimer)) : setTimer(run, 0);
  };
  arm();
  return () => stop();
}

/** When a model goes that works no more; null when it stays. */
export function unloadTime({ since, minutes }: { since: number; minutes: number | null }): number | null {
  return minutes === null ? null : since + minutes * 60_000;
}
