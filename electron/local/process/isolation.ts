import type { Backend } from '../../../shared/model/load-settings.ts';
import type { Settings } from '../../../shared/model/settings.ts';
import type { Crash } from './records.ts';

export interface IsolationFacts {
  setting: Settings['engineIsolation'];
  /** What the model is to be loaded on. */
  backend: Backend;
  /** Of this file. */
  crashes: readonly Crash[];
  /** GPU backends that took a host down with whatever file; `auto`: one of them did. */
  crashedBackends: readonly Backend[];
}

export type Isolation =
  | { where: 'in-process'; why: null }
  | { where: 'own-process'; why: 'setting' | 'crashed-before' };

/** Where a model runs, and why not in the host's own process. */
export function decideIsolation({ setting, backend, crashes, crashedBackends }: IsolationFacts): Isolation {
  if (setting === 'own-process') return { where: 'own-process', why: 'setting' };
  if (setting === 'in-process') return { where: 'in-process', why: null };
  const ofGpu = backend === 'cpu' ? [] : crashedBackends;
  return [...crashes.map((crash) => crash.backend), ...ofGpu].some((suspect) => mayBeSame(suspect, backend))
    ? { where: 'own-process', why: 'crashed-before' }
    : { where: 'in-process', why: null };
}

const mayBeSame = (one: Backend, other: Backend): boolean => one === other || one === 'auto' || other === 'auto';
