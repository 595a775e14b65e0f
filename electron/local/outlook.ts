import type { MemoryEstimate } from '../../shared/model/local-model.ts';
import type { LocalOutlook } from '../gateway/gauges.ts';
import type { ModelState, Scheduler } from './scheduler/types.ts';

export interface OutlookOptions {
  scheduler: Pick<Scheduler, 'state' | 'averageTime'>;
  /** Bytes on disk. */
  sizeOf(name: string): number | null;
  estimate(name: string): Promise<Pick<MemoryEstimate, 'verdict'>>;
}

/** Bytes a second that a disk and a graphics card take a model in, until one was loaded here: a plain SSD. */
const usualLoadSpeed = 500 * 1024 ** 2;
/** Ms that an estimate of memory is good for: it looks at the whole machine. */
const fitsFor = 5000;

/** How long a request to a local model would wait, from the scheduler's own numbers. */
export function createOutlook({ scheduler, sizeOf, estimate }: OutlookOptions) {
  const fits = new Map<string, { at: number; fits: Promise<boolean> }>();
  /** Of the loads seen so far. */
  let speed = usualLoadSpeed;

  const doesFit = (name: string): Promise<boolean> => {
    const known = fits.get(name);
    if (known && performance.now() - known.at < fitsFor) return known.fits;
    const asking = estimate(name).then(
      ({ verdict }) => verdict !== 'will-not-fit',
      () => false,
    );
    fits.set(name, { at: performance.now(), fits: asking });
    return asking;
  };

  const waitOf = (name: string, { loaded, running, queued }: ModelState): number | null => {
    const average = scheduler.averageTime() ?? null;
    const size = sizeOf(name);
    if (loaded) {
      if (size !== null && loaded.loadTime > 0) speed = (size / loaded.loadTime) * 1000;
      if (running + queued < loaded.slots) return 0;
      return average === null ? null : (average * (running + queued - loaded.slots + 1)) / Math.max(1, loaded.slots);
    }
    const load = size === null ? null : (size / speed) * 1000;
    if (load === null || (queued > 0 && average === null)) return load;
    return load + queued * (average ?? 0);
  };

  return {
    async of(name: string): Promise<LocalOutlook> {
      const state = scheduler.state(name);
      // What could not be loaded cannot be loaded again until somebody has done something about it.
      if (state.failure) return { wait: null, fits: false };
      return { wait: waitOf(name, state), fits: state.loaded !== null || (await doesFit(name)) };
    },
  };
}
