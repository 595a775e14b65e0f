import { z } from 'zod';
import { settingsSchema } from './settings.ts';

export const appInfo = z.object({
  version: z.string(),
  /** Who started the host. */
  shell: z.enum(['electron', 'headless']),
  platform: z.string(),
  node: z.string(),
  /** Where the port listens, e.g. `http://127.0.0.1:4747`. */
  address: z.string(),
  /** The port that was wanted but taken, when another is used instead. */
  portTaken: z.int().nullable(),
  /** Settings that only a start reads, as this one read them: another value holds from the next start. */
  startedWith: settingsSchema.pick({ port: true, bodyLimit: true }),
  home: z.string(),
  logFile: z.string(),
});
export type AppInfo = z.output<typeof appInfo>;

export const managementKeyStatus = z.object({ isSet: z.boolean(), createdAt: z.int().nonnegative().nullable() });
