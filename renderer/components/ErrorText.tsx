import clsx from 'clsx';
import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { errorDataOf, errorWords } from '../lib/error-words.ts';
import { useI18n } from '../lib/i18n.ts';
import { Details } from './Details.tsx';

export interface ErrorTextProps {
  /** Whatever was thrown, or a `Failure`. */
  error: unknown;
  /** In place of what usually helps with such an error. */
  remedy?: string | undefined;
  /** Buttons: Retry, Open provider. */
  actions?: ReactNode;
  className?: string | undefined;
}

/** What went wrong and what helps, in the person's language; folded under it the host's own words, which name the thing. */
export function ErrorText({ error, remedy: ownRemedy, actions, className }: ErrorTextProps) {
  const i18n = useI18n();
  const { title, remedy } = errorWords(error, i18n);
  const { message } = errorDataOf(error);
  return (
    <div
      role="alert"
      className={clsx('flex items-start gap-2.5 rounded-lg bg-danger-soft px-3 py-2.5 text-sm', className)}
    >
      <CircleAlert aria-hidden size={16} className="mt-0.5 shrink-0 text-danger" />
      <div className="min-w-0 flex-1">
        <p className="font-medium text-danger">{title}</p>
        <p className="break-words text-ink">{ownRemedy ?? remedy}</p>
        {message ? <Details>{message}</Details> : null}
        {actions ? <div className="mt-2 flex flex-wrap gap-2">{actions}</div> : null}
      </div>
    </div>
  );
}
