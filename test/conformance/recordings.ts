import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Interaction } from './dialect.ts';

/** Recorded traffic of real providers. It lies beside the project, never in it. */
export const wireFolder = process.env['SWITCHYARD_WIRE'] ?? resolve(import.meta.dirname, '../../../shared/wire');

const recordings = join(wireFolder, 'recordings');

export const hasRecordings = existsSync(recordings);

export interface Recording {
  /** `openai/chat-gpt-4o` */
  id: string;
  name: string;
  folder: string;
  interactions: readonly Interaction[];
}

export const recordedFolders = (): string[] => (hasRecordings ? readdirSync(recordings).toSorted() : []);

export function recordingsOf(folder: string): Recording[] {
  if (!hasRecordings) return [];
  if (!existsSync(join(recordings, folder))) throw new Error(`There is no folder ${folder} in ${recordings}.`);
  const files = readdirSync(join(recordings, folder)).filter((file) => file.endsWith('.json'));
  return files.toSorted().map((file) => {
    const name = file.slice(0, -'.json'.length);
    const { interactions } = JSON.parse(readFileSync(join(recordings, folder, file), 'utf8'));
    return { id: `${folder}/${name}`, name, folder, interactions };
  });
}
