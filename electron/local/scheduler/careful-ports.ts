import type { SchedulerPorts } from './types.ts';

/**
 * The same ports, of which those that read settings or tell others never throw: they are asked from timers and in the
 * middle of giving models out, where an error would reach nobody and end the app.
 */
export function carefulPorts(ports: SchedulerPorts): SchedulerPorts {
  let lastLimit: number | null = null;

  function attempt<Result>(what: string, work: () => Result, otherwise: Result): Result {
    try {
      return work();
    } catch (error) {
      ports.log.warn({ err: error }, `the scheduler could not ${what}`);
      return otherwise;
    }
  }

  return {
    ...ports,
    limit() {
      lastLimit = attempt('read the limit', () => ports.limit(), lastLimit);
      return lastLimit;
    },
    // It stays rather than goes.
    keepAlive: (name) => attempt('read how long a model is kept', () => ports.keepAlive(name), null),
    onChange: (name) => attempt('tell of a change', () => ports.onChange(name), undefined),
    onProgress: (name, progress) => attempt('tell of progress', () => ports.onProgress?.(name, progress), undefined),
  };
}
