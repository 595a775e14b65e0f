import { z } from 'zod';
import { type ErrorCode, errorCodes } from '../errors/codes.ts';

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** An error kept or shown as data: in a message that failed, in a step of a test. */
export const failure = z.object({
  code: z.enum(Object.keys(errorCodes) as [ErrorCode, ...ErrorCode[]]),
  message: z.string(),
  retryable: z.boolean(),
  details: z.record(z.string(), scalar).exactOptional(),
});
