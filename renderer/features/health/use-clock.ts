import { useSyncExternalStore } from 'react';

/** Ms: what is told in minutes need not be newer. */
const step = 10_000;

const subscribe = (onChange: () => void): (() => void) => {
  const timer = setInterval(onChange, step);
  return () => clearInterval(timer);
};
const now = (): number => Math.ceil(Date.now() / step) * step;

/** The time, a few seconds exact, drawn anew as it goes on. */
export const useClock = (): number => useSyncExternalStore(subscribe, now);
