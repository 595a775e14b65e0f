import type { AppError } from '../../../shared/errors/app-error.ts';
import type { ModelSource } from '../../../shared/model/local-model.ts';
import type { ModelFacts } from '../../../shared/model/model-facts.ts';

/** What lies beside a model and belongs to it. */
export interface Companions {
  /** The file that makes images into tokens for it. */
  projector: string | null;
  /** Ollama's own chat template and sampling parameters, which are not in the GGUF file. */
  template: string | null;
  parameters: string | null;
  /** LoRA adapters that were packed with it. */
  adapters: readonly string[];
}

/** A model as a look at a folder finds it, before it has a name of its own and before its header was read. */
export interface FoundModel {
  source: ModelSource;
  /** What its name is made of, in the case people write it. */
  label: string;
  /** Who published it, as far as the folders tell. */
  owner: string | null;
  /** Other names it is known by. */
  aliases: readonly string[];
  /** The first part. */
  path: string;
  /** All parts that are there. */
  parts: readonly string[];
  /** File names of parts that are not. */
  missing: readonly string[];
  /** Bytes of all parts. */
  size: number;
  modifiedAt: number;
  /** The same for every path to the same file. */
  identity: string;
  companions: Companions;
}

/** A model of the library. */
export interface LibraryEntry {
  /** Short, lower-case and safe in a URL: the id of the model on the port. */
  name: string;
  displayName: string;
  aliases: readonly string[];
  owner: string | null;
  path: string;
  parts: readonly string[];
  size: number;
  modifiedAt: number;
  source: ModelSource;
  companions: Companions;
  /** Null until the header was read, and for good when it cannot be. */
  facts: ModelFacts | null;
  failure: AppError | null;
  /** Still being copied or downloaded. */
  isArriving: boolean;
}

/** A folder that could not be read; what could be is listed nevertheless. */
export interface SourceProblem {
  source: ModelSource;
  error: AppError;
}

/** What facts were read from. Facts of a file with another size or time are of another file. */
export interface FactsKey {
  path: string;
  size: number;
  modifiedAt: number;
}

/** Keeps facts over a restart. */
export interface FactsCache {
  get(key: FactsKey): ModelFacts | undefined;
  set(key: FactsKey, facts: ModelFacts): void;
}

export const noCompanions: Companions = { projector: null, template: null, parameters: null, adapters: [] };
