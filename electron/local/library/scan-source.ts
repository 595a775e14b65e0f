import type { AppError } from '../../../shared/errors/app-error.ts';
import type { ModelSource } from '../../../shared/model/local-model.ts';
import type { FoundModel } from './entry.ts';
import { isModelFile } from './file-names.ts';
import { groupFiles } from './group-files.ts';
import { isOllamaStore, readOllamaStore } from './ollama.ts';
import { type WalkOptions, walk } from './walk.ts';

export interface SourceScan {
  models: FoundModel[];
  problems: AppError[];
}

/** The models of one source. The layout is told by what is there, so a person may add a folder of any program. */
export async function scanSource(source: ModelSource, options: Omit<WalkOptions, 'isWanted'>): Promise<SourceScan> {
  if (await isOllamaStore(source.folder, options.files)) return await readOllamaStore({ ...options, source });
  const { files, problems } = await walk(source.folder, { ...options, isWanted: isModelFile });
  return { models: groupFiles(files, source), problems };
}
