import type { z } from 'zod';
import { AppError } from '../../../../shared/errors/app-error.ts';

/** The settings as they are to be kept; VALIDATION_FAILED names the field in `details.param`. */
export function parseSettings<Schema extends z.ZodObject>(
  vendor: string,
  schema: Schema,
  settings: unknown,
): z.output<Schema> {
  const parsed = schema.safeParse(settings);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const param = issue?.path.join('.');
  const reason = issue && reasonOf(issue);
  throw new AppError('VALIDATION_FAILED', issue?.message ?? `The settings of ${vendor} are not complete.`, {
    ...(param && { details: { param, ...(reason !== undefined && { reason }) } }),
  });
}

/** A word for what is wrong with a setting, which the window has in every language; the message is English. */
function reasonOf(issue: z.core.$ZodIssue): string | undefined {
  if (issue.code === 'custom') {
    const reason: unknown = issue.params?.['reason'];
    return typeof reason === 'string' ? reason : undefined;
  }
  if (issue.code === 'invalid_type' || issue.code === 'too_small') return 'required';
  return issue.code === 'too_big' ? 'too-long' : undefined;
}
