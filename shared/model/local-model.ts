import { z } from 'zod';
import { failure } from './failure.ts';
import { timestamp } from './ids.ts';
import { loadChoices, loadSettings } from './load-settings.ts';
import { modelFacts } from './model-facts.ts';

export const modelSource = z.object({
  id: z.string(),
  kind: z.enum(['app', 'user', 'lm-studio', 'ollama', 'llama-cpp', 'hugging-face']),
  folder: z.string(),
});
export type ModelSource = z.output<typeof modelSource>;

/** on-disk -> waiting (for memory) -> loading -> loaded -> unloading -> on-disk. */
export const loadState = z.enum(['on-disk', 'waiting', 'loading', 'loaded', 'unloading']);
export type LoadState = z.output<typeof loadState>;

const bytes = z.int().nonnegative();

/** A loaded model as it really is, which may be less than was asked for. */
export const loadedModel = z.object({
  backend: z.enum(['cuda', 'vulkan', 'metal', 'cpu']),
  /** Why it is not the backend that was asked for, in English; null when all is as wished. */
  fallback: z.string().nullable(),
  gpuLayers: z.int().nonnegative(),
  totalLayers: z.int().nonnegative(),
  contextSize: z.int().nonnegative(),
  slots: z.int().nonnegative(),
  threads: z.int().nonnegative(),
  ram: bytes,
  vram: bytes,
  /** Whether it runs in a process of its own, and why; null when it runs in the host's. */
  ownProcess: z.enum(['setting', 'crashed-before']).nullable(),
  loadedAt: timestamp,
  /** When it will be unloaded if nobody asks it anything; null is never. */
  unloadsAt: timestamp.nullable(),
  /** Milliseconds the load took. */
  loadTime: z.number().nonnegative(),
});
export type LoadedModel = z.output<typeof loadedModel>;

/** Why the last answer was slower than it could be. */
export const slowReason = z.enum([
  'cpu-fallback',
  'layers-on-cpu',
  'swapping',
  'more-threads-than-cores',
  'many-at-once',
  'debug-settings',
]);
export type SlowReason = z.output<typeof slowReason>;

/** A model file on this machine. `name` is how the port and a target know it. */
export const localModel = z.object({
  name: z.string(),
  displayName: z.string(),
  path: z.string(),
  /** All parts, the first one first. */
  parts: z.array(z.string()),
  size: bytes,
  modifiedAt: timestamp,
  source: modelSource,
  /** Null until the header was read. */
  facts: modelFacts.nullable(),
  /** Why it cannot be used: of the file, or of the last load. */
  failure: failure.nullable(),
  /** A file that is still being copied or downloaded. */
  isArriving: z.boolean(),
  state: loadState,
  /** 0 to 1 while loading. */
  progress: z.number().min(0).max(1).nullable(),
  /** Requests being answered, and those that wait. */
  running: z.int().nonnegative(),
  queued: z.int().nonnegative(),
  isPinned: z.boolean(),
  loaded: loadedModel.nullable(),
  /** What was chosen for it; the defaults hold for the rest. */
  choices: loadChoices,
  slowReasons: z.array(slowReason),
});
export type LocalModel = z.output<typeof localModel>;

/** What a load would take. */
export const memoryEstimate = z.object({
  verdict: z.enum(['fits', 'tight', 'will-not-fit', 'unknown']),
  settings: loadSettings,
  /** The context that `auto` comes to. */
  contextSize: z.int().nonnegative(),
  gpuLayers: z.int().nonnegative(),
  totalLayers: z.int().nonnegative(),
  weights: bytes,
  cache: bytes,
  compute: bytes,
  ram: bytes,
  vram: bytes,
  ramFree: bytes,
  vramFree: bytes,
  /** The nearest settings that would fit; null when it fits, or nothing would. */
  nearest: loadChoices.nullable(),
});
export type MemoryEstimate = z.output<typeof memoryEstimate>;

export const loadPreset = z.object({
  id: z.uuidv7().brand<'LoadPresetId'>(),
  name: z.string().trim().min(1).max(80),
  choices: loadChoices,
});
export type LoadPreset = z.output<typeof loadPreset>;

/** The machine as the engine sees it, now. */
export const engineStatus = z.object({
  /** Null until something needed the engine. */
  backend: z.enum(['cuda', 'vulkan', 'metal', 'cpu']).nullable(),
  /** Why it is not the backend of the settings; null when it is. */
  fallback: z.string().nullable(),
  devices: z.array(z.string()),
  version: z.string(),
  isWsl: z.boolean(),
  cores: z.int().positive(),
  ramTotal: bytes,
  ramFree: bytes,
  /** Zero without a GPU. */
  vramTotal: bytes,
  vramFree: bytes,
  /** Bytes that loaded models take. */
  ramUsed: bytes,
  vramUsed: bytes,
  /** Folders that could not be read. */
  problems: z.array(z.object({ source: modelSource, failure })),
});
export type EngineStatus = z.output<typeof engineStatus>;
