import { z } from 'zod';
import { failure } from '../../../shared/model/failure.ts';
import { backend } from '../../../shared/model/load-settings.ts';

/** Something that took the host down with it. `backend`: as asked for while loading, as it is afterwards. */
export const crash = z.object({ backend, stage: z.enum(['load', 'first-token']) });
export type Crash = z.output<typeof crash>;

/** What is known of one file with one version of the engine. */
export const fileRecord = z.object({
  /** It has been loaded, and has written a token. */
  hasPassed: z.boolean(),
  /** How its first load failed, by the backend that was asked for. */
  failures: z.partialRecord(backend, failure),
  crashes: z.array(crash),
});
export type FileRecord = z.output<typeof fileRecord>;

export const emptyFile: FileRecord = { hasPassed: false, failures: {}, crashes: [] };

/** What a host is doing, or was doing as it died. `engine`: the version. */
export const markers = z.array(crash.extend({ id: z.string(), fingerprint: z.string(), engine: z.string() }));
