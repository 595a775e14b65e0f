import { type ErrorData, toAppError } from '../../shared/errors/app-error.ts';
import { isErrorCode } from '../../shared/errors/codes.ts';
import type { I18n } from './i18n.ts';

/** An error as data: from what was thrown, or from a failure kept in a message. */
export function errorDataOf(error: unknown): ErrorData {
  if (typeof error === 'object' && error !== null && 'code' in error && 'message' in error && isErrorCode(error.code)) {
    return error as ErrorData;
  }
  return toAppError(error).toJSON();
}

function titled(
  { code, details }: Pick<ErrorData, 'code' | 'details'>,
  t: I18n['t'],
): { title: string; remedy: string } {
  const reason = details?.['reason'];
  if (reason === 'switched-off') return t.common.modelOff;
  return reason === 'chat-stays-here' ? t.chat.localOnly.refused : t.errors[code];
}

/** What it is and what helps, in the person's language: one title, one remedy. */
export function errorWords(
  error: unknown,
  { t, format }: Pick<I18n, 't' | 'format'>,
): { title: string; remedy: string } {
  const data = errorDataOf(error);
  const { details } = data;
  const { title, remedy } = titled(data, t);
  const wait = details?.['retryAfter'];
  if (typeof wait !== 'number') return { title, remedy };
  // Whole seconds, and never too few.
  return { title, remedy: t.common.waitAndRetry(format.duration(Math.max(1, Math.ceil(wait / 1000)) * 1000)) };
}

/** The host's word for what is wrong with a field, e.g. `scheme`; the catalogues have the sentence for it. */
export function reasonOf({ details }: ErrorData): string | undefined {
  const reason = details?.['reason'];
  return typeof reason === 'string' ? reason : undefined;
}
