import type { VendorFixture } from '../fixtures/vendors/types.ts';
import { hasRecordings, type Recording, recordingsOf } from './recordings.ts';

export interface SortedRecordings {
  used: Recording[];
  unused: { recording: string; why: string }[];
  /** Named, but not there: a typing mistake that would hide a recording. */
  unknown: string[];
}

export function sortRecordings({ recordings }: Pick<VendorFixture, 'recordings'>): SortedRecordings {
  const sorted: SortedRecordings = { used: [], unused: [], unknown: [] };
  if (!hasRecordings) return sorted;
  for (const { folder, notUsed = {} } of recordings) {
    const found = recordingsOf(folder);
    const names = new Set(found.map(({ name }) => name));
    sorted.unknown.push(...Object.keys(notUsed).filter((name) => name !== '*' && !names.has(name)));
    for (const recording of found) {
      const why = notUsed[recording.name] ?? notUsed['*'];
      if (why === undefined) sorted.used.push(recording);
      else sorted.unused.push({ recording: recording.id, why });
    }
  }
  return sorted;
}
