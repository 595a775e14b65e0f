import type { AppError } from '../../../shared/errors/app-error.ts';
import type { LoadState } from '../../../shared/model/local-model.ts';
import type { ModelState } from './types.ts';
import { type LoadedUnit, loadedModelOf } from './unit.ts';

interface StateInput {
  /** A model may be loaded for more than one purpose. */
  units: readonly LoadedUnit[];
  queued: number;
  isPinned: boolean;
  failure: AppError | undefined;
}

const order: readonly LoadState[] = ['loaded', 'loading', 'unloading'];

export function describeState({ units, queued, isPinned, failure }: StateInput): ModelState {
  const [first] = units.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  return {
    state: first?.state ?? (queued > 0 ? 'waiting' : 'on-disk'),
    progress: first?.state === 'loading' ? first.progress : null,
    running: units.reduce((sum, { running }) => sum + running, 0),
    queued,
    isPinned,
    loaded: first?.state === 'loaded' ? loadedModelOf(first) : null,
    failure: failure?.toJSON() ?? null,
  };
}
