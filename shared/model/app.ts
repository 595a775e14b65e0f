import { z } from 'zod';

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
  home: z.string(),
  logFile: z.string(),
});
export type AppInfo = z.output<typeof appInfo>;

export const managementKeyStatus = z.object({ isSet: z.boolean(), createdAt: z.int().nonnegative().nullable() });
