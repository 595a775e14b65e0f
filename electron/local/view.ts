import type { LocalModel, SlowReason } from '../../shared/model/local-model.ts';
import type { ModelChoices } from '../store/local-models.ts';
import type { LibraryEntry } from './library/entry.ts';
import type { ModelState } from './scheduler/types.ts';

export interface ViewParts {
  entry: LibraryEntry;
  state: ModelState;
  chosen: ModelChoices | undefined;
  slowReasons: SlowReason[];
}

/** A model as windows and programs see it: the file, what was chosen for it, and what is going on with it. */
export const toLocalModel = ({ entry, state, chosen, slowReasons }: ViewParts): LocalModel => ({
  name: entry.name,
  displayName: entry.displayName,
  path: entry.path,
  parts: [...entry.parts],
  size: entry.size,
  modifiedAt: Math.round(entry.modifiedAt),
  source: entry.source,
  facts: entry.facts,
  failure: entry.failure?.toJSON() ?? state.failure,
  isArriving: entry.isArriving,
  state: state.state,
  progress: state.progress,
  running: state.running,
  queued: state.queued,
  isPinned: chosen?.isPinned ?? false,
  loaded: state.loaded,
  choices: chosen?.choices ?? {},
  slowReasons,
});
