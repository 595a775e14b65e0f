import clsx from 'clsx';
import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { type ErrorData, toAppError } from '../../shared/errors/app-error.ts';
import { isErrorCode } from '../../shared/errors/codes.ts';
import { useI18n } from '../lib/i18n.ts';

/** An error as data: from what was thrown, or from a failure kept in a message. */
export function errorDataOf(error: unknown): ErrorData {
  if (typeof error === 'object' && error !== null && 'code' in error && 'message' in error && isErrorCode(error.code)) {
    return error as ErrorData;
  }
  return toAppError(error).toJSON();
}

export interface ErrorTextProps {
  /** Whatever was thrown, or a `Failure`. */
  error: unknown;
  /** Buttons: Retry, Open provider. */
  actions?: ReactNode;
  className?: string | undefined;
}

/** What went wrong and what helps, in the person's language; under it the host's own words, which name the thing. */
export function ErrorText({ error, actions, className }: ErrorTextProps) {
  const { t } = useI18n();
  const { code, message } = errorDataOf(error);
  const words = t.errors[code];
  return (
    <div
      role="alert"
      className={clsx('flex items-start gap-2.5 rounded-lg bg-danger-soft px-3 py-2.5 text-sm', className)}
    >
      <CircleAlert aria-hidden size={16} className="mt-0.5 shrink-0 text-danger" />
      <div className="min-w-0 flex-1">
        <p className="font-medium text-danger">{words.title}</p>
        <p className="text-ink">{words.remedy}</p>
        {message ? <p className="mt-1 break-words text-ink-muted text-xs">{message}</p> : null}
        {actions ? <div className="mt-2 flex flex-wrap gap-2">{actions}</div> : null}
      </div>
    </div>
  );
}
