import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DamagedModel, damagedModels } from '../../../helpers/models/damaged.ts';

const slugOf = (name: string): string => name.replaceAll(/[^A-Za-z0-9]+/g, '-').toLowerCase();

export interface DamagedFile extends Pick<DamagedModel, 'name' | 'refusedAs'> {
  /** What the model is called in the library. */
  modelName: string;
}

/** Puts every damaged file into a folder under a name of its own, as files that were not changed just now. */
export function writeDamagedFiles(folder: string): void {
  const staging = mkdtempSync(join(tmpdir(), 'switchyard-damaged-'));
  for (const { name, write } of damagedModels) {
    const place = join(staging, slugOf(name));
    mkdirSync(place);
    write(place);
    for (const file of readdirSync(place)) {
      const path = join(folder, file.replace('damaged', slugOf(name)));
      renameSync(join(place, file), path);
      // Else it would be taken for a file that is still being copied.
      utimesSync(path, 1e9, 1e9);
    }
  }
  rmSync(staging, { recursive: true, force: true });
}

export const damagedFiles: readonly DamagedFile[] = damagedModels.map(({ name, refusedAs }) => ({
  name,
  refusedAs,
  modelName: slugOf(name),
}));
