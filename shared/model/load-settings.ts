import { z } from 'zod';
import { withoutDefaults } from './without-defaults.ts';

/** What computes. `auto` takes the best there is. */
export const backend = z.enum(['auto', 'cuda', 'vulkan', 'metal', 'cpu']);
export type Backend = z.output<typeof backend>;

/** The types the engine keeps its key-value cache in without harm; others abort it or become F16 in silence. */
export const cacheType = z.enum(['F32', 'F16', 'BF16', 'Q8_0', 'Q5_1', 'Q5_0', 'Q4_1', 'Q4_0', 'IQ4_NL']);
export type CacheType = z.output<typeof cacheType>;

const auto = z.literal('auto');

/**
 * How one model is loaded. Every field has a default, so that what is stored is only what somebody chose.
 * The form is drawn from it.
 */
export const loadSettings = z.object({
  backend: backend.default('auto'),
  /** Layers on the GPU. */
  gpuLayers: z.union([auto, z.int().min(0).max(4096)]).default('auto'),
  /** Tokens of one conversation. `auto`: as many as the model was trained for and the memory holds. */
  contextSize: z.union([auto, z.int().min(256).max(16_777_216)]).default('auto'),
  /** Conversations answered at the same time; each has a context of its own. */
  slots: z.int().min(1).max(64).default(4),
  /** Tokens of a prompt that are read in one go. */
  batchSize: z.int().min(32).max(16_384).default(512),
  /** CPU threads. `auto`: the cores that are really there. */
  threads: z.union([auto, z.int().min(1).max(256)]).default('auto'),
  flashAttention: z.enum(['auto', 'on', 'off']).default('auto'),
  cacheKeyType: cacheType.default('F16'),
  /** Anything but F32, F16 and BF16 wants flash attention. */
  cacheValueType: cacheType.default('F16'),
  /** Read the file through the page cache. Off: copied into memory, which survives a file that changes underneath. */
  mmap: z.boolean().default(true),
  /** Keep the weights from being swapped out. */
  mlock: z.boolean().default(false),
  lora: z
    .array(z.strictObject({ path: z.string().min(1).max(4096), scale: z.number().min(-10).max(10).default(1) }))
    .max(16)
    .default([]),
  /** Guess tokens ahead: with a small model, or from what the prompt says already. */
  speculation: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('off') }),
      z.object({ kind: z.literal('lookup') }),
      z.object({ kind: z.literal('draft'), model: z.string().min(1).max(300) }),
    ])
    .default({ kind: 'off' }),
  /** Minutes after the last answer until the model is unloaded; 0 is at once, null is never, `auto` is the app's setting. */
  keepAlive: z
    .union([auto, z.int().min(0).max(525_600)])
    .nullable()
    .default('auto'),
});
export type LoadSettings = z.output<typeof loadSettings>;

/** What somebody chose; the rest is as the defaults say. */
export const loadChoices = z.strictObject(withoutDefaults(loadSettings.shape)).partial();
export type LoadChoices = z.output<typeof loadChoices>;
