import type { Generation } from '../../../shared/model/extras.ts';

/** Looks up what one answer took. */
export interface GenerationLookup {
  read(id: string, signal: AbortSignal): Promise<Generation>;
}
