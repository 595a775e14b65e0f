import { access, constants } from 'node:fs/promises';
import { basename } from 'node:path';
import type { LlamaModel } from 'node-llama-cpp';
import { AppError } from '../../../shared/errors/app-error.ts';
import { checkSettings, modelOptions } from './context-options.ts';
import type { EngineModel, LoadHooks, LoadSpec, OpenModel } from './engine.ts';
import { toLoadError } from './load-error.ts';
import type { Loaded } from './loaded.ts';
import { createModel } from './model.ts';
import { type Opened, openForChat } from './open-context.ts';
import { openForEmbedding, openForReranking } from './open-vectors.ts';
import { openRuntime, type Runtime } from './runtime.ts';

/** Reads a model into memory, in whatever process this runs. Nothing is left of it when that fails or is aborted. */
export const openModel: OpenModel = async (spec, hooks) => {
  checkSettings(spec.settings);
  hooks.signal.throwIfAborted();
  await mustBeReadable(spec.path);
  const runtime = await openRuntime(spec.settings.backend);
  const model = await loadModel(runtime, spec, hooks);
  try {
    return await prepare(runtime, model, spec, hooks);
  } catch (error) {
    await model.dispose();
    throw error;
  }
};

async function prepare(runtime: Runtime, model: LlamaModel, spec: LoadSpec, hooks: LoadHooks): Promise<EngineModel> {
  const { result, error, lines } = await runtime.listen((): Promise<Opened<Loaded>> => {
    if (spec.purpose === 'embedding') return openForEmbedding(runtime, model, spec, hooks);
    if (spec.purpose === 'reranking') return openForReranking(runtime, model, spec, hooks);
    return openForChat(runtime, model, spec, hooks);
  });
  if (!result) throw await toLoadError(error, lines, spec, hooks.signal);
  return createModel(result);
}

export async function loadModel(
  runtime: Runtime,
  spec: LoadSpec,
  { signal, onProgress }: LoadHooks,
): Promise<LlamaModel> {
  const { result, error, lines } = await runtime.listen(() =>
    runtime.llama.loadModel({ ...modelOptions(spec), loadSignal: signal, onLoadProgress: onProgress }),
  );
  if (!result) throw await toLoadError(error, lines, spec, signal);
  return result;
}

async function mustBeReadable(path: string): Promise<void> {
  try {
    await access(path, constants.R_OK);
  } catch (cause) {
    throw new AppError(
      'MODEL_FILE_UNREADABLE',
      `${basename(path)} is gone or may not be read. Check the file and its permissions, then try again.`,
      { cause, details: { file: basename(path) } },
    );
  }
}
