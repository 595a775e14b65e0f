import { z } from 'zod';

export const cacheStats = z.object({
  entries: z.int().nonnegative(),
  bytes: z.int().nonnegative(),
  /** How often an answer was given again, since the first time. */
  hits: z.int().nonnegative(),
  /** Nano-dollars that those would have taken; what is not known counts as none. */
  saved: z.int().nonnegative(),
});
export type CacheStats = z.output<typeof cacheStats>;
