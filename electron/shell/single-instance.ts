import { app } from 'electron';

/** False when another Switchyard has this home already; that one then comes to the front. */
export function takeSingleInstance(onSecond: () => void): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', onSecond);
  return true;
}
