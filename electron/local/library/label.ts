import type { ModelSource } from '../../../shared/model/local-model.ts';
import { splitQuantisation, withoutFormat } from './file-names.ts';

interface Place {
  source: ModelSource;
  trail: readonly string[];
}

/** Names that say nothing about the model: the folder does, then. */
const generic = /^(|ggml|gguf|model|models|weights|unsloth|ggml[-_]model|gguf[-_]model|pytorch[-_]model)$/i;

/** llama.cpp once kept `<owner>_<repository>_<file>` in one flat folder. */
const flat = /^([^_]+)_(.+?[-_.]gguf)_(.+)$/i;
const flatOf = (stem: string, { source, trail }: Place) =>
  source.kind === 'llama-cpp' && trail.length === 0 ? flat.exec(stem) : null;

/** What a model's name is made of: the file's, or that of its folder where the file's says nothing. */
export function labelOf(stem: string, place: Place): string {
  const [, , repository, file = stem] = flatOf(stem, place) ?? [];
  const { stem: bare, quantisation } = splitQuantisation(file);
  // Further in there may be a folder for each quantisation, which is no name either.
  const folders = [repository, ...place.trail.toReversed()].filter((name) => name !== undefined);
  const folder = folders.map(withoutFormat).find((name) => !generic.test(splitQuantisation(name).stem));
  if (!generic.test(bare) || folder === undefined) return file;
  return quantisation === null ? folder : `${splitQuantisation(folder).stem}-${quantisation.toUpperCase()}`;
}

/** `owner/repository/file` is how every one of these programs lays out its folders. */
export const ownerOf = (stem: string, place: Place): string | null =>
  flatOf(stem, place)?.[1] ?? place.trail[0] ?? null;
