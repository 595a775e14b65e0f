import type { SetTimer } from '../../../electron/health/ports.ts';

export interface VirtualClock {
  now(): number;
  setTimer: SetTimer;
  /** Resolves when so much time has passed. */
  sleep(ms: number): Promise<void>;
  /** Lets so much time pass, and all that happens in it. */
  advance(ms: number): Promise<void>;
}

/** Everything that follows from one timer happens before the next one fires. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export function virtualClock(start = Date.UTC(2026, 0, 1)): VirtualClock {
  let now = start;
  let order = 0;
  const timers = new Map<number, { at: number; run: () => void }>();
  const setTimer: SetTimer = (run, ms) => {
    const id = order++;
    timers.set(id, { at: now + Math.max(0, ms), run });
    return () => void timers.delete(id);
  };
  return {
    now: () => now,
    setTimer,
    sleep: (ms) => new Promise((resolve) => setTimer(resolve, ms)),
    async advance(ms) {
      const end = now + ms;
      await settle();
      for (;;) {
        const [next] = [...timers]
          .filter(([, { at }]) => at <= end)
          .sort(([a, one], [b, other]) => one.at - other.at || a - b);
        if (!next) break;
        const [id, { at, run }] = next;
        timers.delete(id);
        now = at;
        run();
        await settle();
      }
      now = end;
    },
  };
}
