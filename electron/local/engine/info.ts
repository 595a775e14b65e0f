import type { LlamaModel } from 'node-llama-cpp';
import type { LoadedInfo, LoadSpec } from './engine.ts';
import type { Runtime } from './runtime.ts';

interface ContextFacts {
  readonly contextSize: number;
  readonly totalSequences: number;
  readonly idealThreads: number;
  readonly flashAttention: boolean | 'auto';
  readonly memoryUsage: { ram: number; vram: number };
}

export interface Extra {
  memory: { ram: number; vram: number };
  template: string | null;
}

/** A loaded model as it really is. */
export function infoOf(
  runtime: Runtime,
  model: LlamaModel,
  context: ContextFacts,
  spec: LoadSpec,
  extra: Extra,
): LoadedInfo {
  return {
    backend: runtime.backend,
    fallback: runtime.fallback,
    deviceNames: runtime.deviceNames,
    gpuLayers: model.gpuLayers,
    totalLayers: model.fileInsights.totalLayers,
    contextSize: context.contextSize,
    trainContextSize: model.trainContextSize,
    slots: context.totalSequences,
    threads: context.idealThreads,
    flashAttention: context.flashAttention === 'auto' ? model.flashAttentionSupported : context.flashAttention,
    cacheKeyType: spec.settings.cacheKeyType,
    cacheValueType: spec.settings.cacheValueType,
    ram: model.memoryUsage.ram + context.memoryUsage.ram + extra.memory.ram,
    vram: model.memoryUsage.vram + context.memoryUsage.vram + extra.memory.vram,
    inputs: inputsOf(model),
    canInfill: model.tokens.infill.prefix !== null && model.tokens.infill.suffix !== null,
    template: extra.template,
  };
}

/**
 * Whether the engine has a way to take pictures or sound. This version has none; one that has will have methods for it
 * on its model, and the first thing to do then is to use them.
 */
export function inputsOf(model: object): LoadedInfo['inputs'] {
  const found: ('image' | 'audio')[] = [];
  const names = methodNames(model);
  if (names.some((name) => /image|vision|multimodal|mtmd/i.test(name))) found.push('image');
  if (names.some((name) => /audio|multimodal|mtmd/i.test(name))) found.push('audio');
  return found;
}

function methodNames(of: object): string[] {
  const names: string[] = [];
  for (let at: object | null = of; at && at !== Object.prototype; at = Object.getPrototypeOf(at) as object | null) {
    names.push(...Object.getOwnPropertyNames(at));
  }
  return names;
}
