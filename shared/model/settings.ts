import { z } from 'zod';
import { limits } from './limits.ts';
import { target } from './provider.ts';

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
});
export type Settings = z.output<typeof settingsSchema>;

type WithoutDefaults<Shape> = { [K in keyof Shape]: Shape[K] extends z.ZodDefault<infer Inner> ? Inner : never };

const withoutDefaults = <Shape extends Record<string, z.ZodDefault>>(shape: Shape) =>
  Object.fromEntries(
    Object.entries(shape).map(([name, field]) => [name, field.unwrap()]),
  ) as unknown as WithoutDefaults<Shape>;

/** Some of the settings. Without the defaults: what is left out stays as it is. */
export const settingsChange = z.object(withoutDefaults(settingsSchema.shape)).partial();
