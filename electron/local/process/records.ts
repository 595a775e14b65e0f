import { z } from 'zod';
import { failure } from '../../../shared/model/failure.ts';
import { backend } from '../../../shared/model/load-settings.ts';

/** Something that took the host down with it. `backend`: as it is, or as asked for while the engine itself was started. */
export const crash = z.object({ backend, stage: z.enum(['load', 'first-token']) });
export type Crash = z.output<typeof crash>;

/** What is known of one file with one version of the engine. */
export const fileRecord = z.object({
  /** It has been loaded, and has written a token, with these asked for. */
  passed: z.array(backend),
  /** How its first load failed, by the backend that was asked for. */
  failures: z.partialRecord(backend, failure),
  crashes: z.array(crash),
});
export type FileRecord = z.output<typeof fileRecord>;

export const emptyFile: FileRecord = { passed: [], failures: {}, crashes: [] };

/** What a host is doing, or was doing as it died. `engine`: the version. */
export const markers = z.array(crash.extend({ id: z.string(), fingerprint: z.string(), engine: z.string() }));
