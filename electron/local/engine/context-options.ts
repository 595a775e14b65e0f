import { availableParallelism } from 'node:os';
import type {
  BatchItem,
  Llama,
  LlamaContextOptions,
  LlamaModel,
  LlamaModelOptions,
  PrioritizedBatchItem,
} from 'node-llama-cpp';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { CacheType, LoadSettings } from '../../../shared/model/load-settings.ts';
import type { LoadSpec } from './engine.ts';

/**
 * `auto` goes up to here: every slot has its own context, paid for whether it is used or not, and four times what a
 * model was trained for (131,072 is common now) would fill the memory for nothing. Who needs more says so.
 */
export const autoContextSize = 8192;

const wholeTypes: readonly CacheType[] = ['F32', 'F16', 'BF16'];

/** Throws where the engine would abort, or do another thing in silence. */
export function checkSettings(settings: LoadSettings): void {
  const { cacheValueType, flashAttention } = settings;
  if (flashAttention === 'off' && !wholeTypes.includes(cacheValueType)) {
    throw new AppError(
      'UNSUPPORTED_PARAMETER',
      `A value cache of ${cacheValueType} needs flash attention. Turn flash attention on, or take F16 for the values.`,
      { details: { param: 'cacheValueType' } },
    );
  }
}

export function threadsFor(settings: LoadSettings, llama: Llama): number {
  if (settings.threads !== 'auto') return settings.threads;
  return Math.max(1, Math.min(availableParallelism(), llama.cpuMathCores));
}

/** What a model is read with, the one that guesses ahead like the one it guesses for. */
export function modelOptions({ path, purpose, settings, ignoreMemoryChecks }: LoadSpec): LlamaModelOptions {
  const { gpuLayers, contextSize, mmap, mlock } = settings;
  const fit = contextSize === 'auto' ? {} : { contextSize: contextSize * settings.slots };
  return {
    modelPath: path,
    gpuLayers: gpuLayers === 'auto' ? { fitContext: { ...fit, embeddingContext: purpose === 'embedding' } } : gpuLayers,
    useMmap: mmap ? 'auto' : false,
    useMlock: mlock,
    ignoreMemorySafetyChecks: ignoreMemoryChecks,
  };
}

export function contextOptions(model: LlamaModel, settings: LoadSettings): LlamaContextOptions {
  const { slots, batchSize, contextSize, flashAttention } = settings;
  return {
    sequences: slots,
    contextSize: contextSize === 'auto' ? { max: Math.min(model.trainContextSize, autoContextSize) } : contextSize,
    batchSize: Math.max(batchSize, slots),
    flashAttention: flashAttention === 'auto' ? 'auto' : flashAttention === 'on',
    threads: threadsFor(settings, model.llama),
    batching: { dispatchSchedule: (dispatch) => queueMicrotask(dispatch), itemPrioritizationStrategy: shareBatch },
    experimentalKvCacheKeyType: settings.cacheKeyType,
    experimentalKvCacheValueType: settings.cacheValueType,
    ...(settings.lora.length > 0 && {
      lora: { adapters: settings.lora.map(({ path, scale }) => ({ filePath: path, scale })) },
    }),
  };
}

/**
 * What of each goes into a batch, in the order it goes in. Who writes gets all, the prompts share what is left; the
 * engine's own way never counts down what it gave away, so that the first long prompt gets everything.
 * Sorted by place, because conversations are kept apart in memory, and only a run of ascending places goes through the
 * weights together: eight in order took 341 ms where the same eight in disorder took 501 to 793.
 */
export function shareBatch({ items, size }: { items: readonly BatchItem[]; size: number }): PrioritizedBatchItem[] {
  const shortest = items.toSorted((a, b) => a.tokens.length - b.tokens.length);
  let left = size;
  return shortest
    .map((item, index) => {
      const share = Math.max(1, Math.floor(left / (shortest.length - index)));
      const processAmount = Math.min(item.tokens.length, share, left);
      left -= processAmount;
      return { item, processAmount };
    })
    .filter(({ processAmount }) => processAmount > 0)
    .toSorted((a, b) => placeOf(a.item) - placeOf(b.item));
}

/** The guard hands a sequence's place in as its priority: the one thing about it that is told here. */
const placeOf = ({ evaluationPriority }: BatchItem): number => evaluationPriority;
