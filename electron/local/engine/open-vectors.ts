import type { LlamaModel } from 'node-llama-cpp';
import { AppError } from '../../../shared/errors/app-error.ts';
import { autoContextSize, threadsFor } from './context-options.ts';
import type { LoadedInfo, LoadHooks, LoadSpec } from './engine.ts';
import { useFreeCores } from './free-cores.ts';
import { infoOf } from './info.ts';
import { type VectorContext, vectorContext } from './internals.ts';
import type { LoadedForEmbedding, LoadedForReranking } from './loaded.ts';
import type { Opened } from './open-context.ts';
import type { Runtime } from './runtime.ts';
import { createVectorLine, type VectorLine } from './vector-line.ts';

const noExtra = { memory: { ram: 0, vram: 0 }, template: null };

/**
 * The batch is as long as the context: of a text that takes two batches these models see the second one only, and say
 * nothing of it.
 */
function vectorOptions(model: LlamaModel, { settings, ignoreMemoryChecks }: LoadSpec, { signal }: LoadHooks) {
  const wished = settings.contextSize === 'auto' ? autoContextSize : settings.contextSize;
  // Its positions end where its training did.
  const contextSize = Math.min(wished, model.trainContextSize);
  return {
    contextSize,
    batchSize: contextSize,
    threads: threadsFor(settings, model.llama),
    createSignal: signal,
    ignoreMemorySafetyChecks: ignoreMemoryChecks,
  };
}

function settle(runtime: Runtime, model: LlamaModel, context: VectorContext, spec: LoadSpec): LoadedInfo {
  const under = vectorContext(context);
  if (spec.settings.threads === 'auto') useFreeCores(under, under.idealThreads);
  return infoOf(runtime, model, under, spec, noExtra);
}

/** What is given back while the engine works on it ends the process. */
async function closeWhenDone(line: VectorLine, context: VectorContext): Promise<void> {
  await line.settled();
  if (!line.isStalled) await context.dispose();
}

export async function openForEmbedding(
  runtime: Runtime,
  model: LlamaModel,
  spec: LoadSpec,
  hooks: LoadHooks,
): Promise<Opened<LoadedForEmbedding>> {
  const context = await model.createEmbeddingContext(vectorOptions(model, spec, hooks));
  const line = createVectorLine();
  const info = settle(runtime, model, context, spec);
  return {
    loaded: { purpose: 'embedding', llama: runtime.llama, model, context, line, spec, info },
    close: () => closeWhenDone(line, context),
    onLost: line.onStall,
  };
}

export async function openForReranking(
  runtime: Runtime,
  model: LlamaModel,
  spec: LoadSpec,
  hooks: LoadHooks,
): Promise<Opened<LoadedForReranking>> {
  if (!model.fileInsights.supportsRanking) {
    throw new AppError('MODEL_LACKS_CAPABILITY', 'This model cannot rank documents. Choose a reranking model.');
  }
  const context = await model.createRankingContext(vectorOptions(model, spec, hooks));
  const line = createVectorLine();
  const info = settle(runtime, model, context, spec);
  return {
    loaded: { purpose: 'reranking', llama: runtime.llama, model, context, line, spec, info },
    close: () => closeWhenDone(line, context),
    onLost: line.onStall,
  };
}
