import { networkInterfaces } from 'node:os';
import type { SetTimer } from './ports.ts';

/** Keeps no process alive. */
export const realTimer: SetTimer = (run, ms) => {
  const timer = setTimeout(run, ms);
  timer.unref();
  return () => clearTimeout(timer);
};

export const hasNetwork = (): boolean =>
  Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ internal }) => !internal));
