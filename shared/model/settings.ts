import { z } from 'zod';
import { limits } from './limits.ts';
import { backend } from './load-settings.ts';
import { target } from './provider.ts';
import { withoutDefaults } from './without-defaults.ts';

/**
 * Everything a person may set, once: the form, the validation and the documentation are drawn from here.
 * A setting is one line. Its words are in `shared/i18n` under the same name.
 */
export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  language: z.enum(['system', 'en', 'de']).default('system'),
  /** Null: 4747, or the next free one. A number: exactly that one, or a clear error. */
  port: z.int().min(limits.port.min).max(limits.port.max).nullable().default(null),
  /** Largest request body the port takes, in MiB. */
  bodyLimit: z.int().min(limits.bodyLimit.min).max(limits.bodyLimit.max).default(32),
  logLevel: z.enum(['error', 'warn', 'info', 'debug', 'trace']).default('info'),
  /** The model a new conversation starts with: the one last used. */
  defaultTarget: target.nullable().default(null),
  /** What local models compute on, where a model's own settings do not say. */
  engineBackend: backend.default('auto'),
  /** `auto`: in this process, and a model that once took its process down in one of its own. */
  engineIsolation: z.enum(['auto', 'in-process', 'own-process']).default('auto'),
  /** Folders with models besides the app's own and those of other programs. */
  modelFolders: z.array(z.string().min(1).max(4096)).max(100).default([]),
  /** Look into the folders of LM Studio, Ollama, llama.cpp and the Hugging Face cache. */
  findForeignModels: z.boolean().default(true),
  /** Minutes a local model stays loaded after its last answer; 0 is not at all, null is for ever. */
  keepAlive: z.int().min(limits.keepAlive.min).max(limits.keepAlive.max).nullable().default(60),
  /** MiB of memory that local models may take together, GPU and RAM. Null: what the machine has. */
  modelMemoryLimit: z.int().min(limits.modelMemoryLimit.min).max(limits.modelMemoryLimit.max).nullable().default(null),
  /** MiB that answers kept to be given again may take in the database; 0 keeps none. */
  responseCacheSize: z.int().min(limits.responseCacheSize.min).max(limits.responseCacheSize.max).default(64),
  /** So many failures in a row, and a model or provider is left alone for a while where there are others to ask. */
  breakerFailures: z.int().min(limits.breakerFailures.min).max(limits.breakerFailures.max).default(5),
  /** For so many seconds, until one request may try again. */
  breakerRest: z.int().min(limits.breakerRest.min).max(limits.breakerRest.max).default(60),
  /** Of all providers together. Null: no limit. */
  requestsPerMinute: z
    .int()
    .min(limits.requestsPerMinute.min)
    .max(limits.requestsPerMinute.max)
    .nullable()
    .default(null),
  tokensPerMinute: z.int().min(limits.tokensPerMinute.min).max(limits.tokensPerMinute.max).nullable().default(null),
  /** Seconds that a request waits for its turn within a limit before it is refused. */
  limitWait: z.int().min(limits.limitWait.min).max(limits.limitWait.max).default(30),
  /** Minutes between checks of each provider: its list of models is asked for. Null: never unasked. */
  healthMinutes: z.int().min(limits.healthMinutes.min).max(limits.healthMinutes.max).nullable().default(5),
  /** Incidents are also shown by the system, where there is a desktop. */
  systemNotices: z.boolean().default(true),
});
export type Settings = z.output<typeof settingsSchema>;

/** Some of the settings. Without the defaults: what is left out stays as it is. */
export const settingsChange = z.object(withoutDefaults(settingsSchema.shape)).partial();
