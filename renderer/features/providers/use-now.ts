import { useSyncExternalStore } from 'react';

const everySecond = (onChange: () => void) => {
  const timer = setInterval(onChange, 1000);
  return () => clearInterval(timer);
};
const never = () => () => {};
/** Whole seconds: within one, every look gives the same. Rounded up, for 10 minutes to begin as 10 and not as 11. */
const thisSecond = (): number => Math.ceil(Date.now() / 1000) * 1000;

/** The time, drawn anew each second while `isTicking`: for what says how long something still takes. */
export const useNow = (isTicking: boolean): number => useSyncExternalStore(isTicking ? everySecond : never, thisSecond);
