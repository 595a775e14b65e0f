import clsx from 'clsx';
import { CircleAlert, CircleCheck } from 'lucide-react';
import type { Notice } from '../../../shared/model/health.ts';
import { toastError } from '../../app/toast-error.ts';
import { errorWords } from '../../lib/error-words.ts';
import { useI18n } from '../../lib/i18n.ts';
import { noticeSubject } from './incident-names.ts';
import { useNotices } from './notices.ts';
import { openIncident } from './open-health.ts';

interface NoticeItemProps {
  notice: Notice;
  onOpened: () => void;
}

/** One notice; a press leads to its incident and makes it read. */
export function NoticeItem({ notice, onOpened }: NoticeItemProps) {
  const i18n = useI18n();
  const { t, format } = i18n;
  const markRead = useNotices((state) => state.markRead);
  const { id, kind, cause, createdAt, readAt, incidentId } = notice;
  const isOver = kind === 'incident-closed';
  const Icon = isOver ? CircleCheck : CircleAlert;
  return (
    <li>
      <button
        type="button"
        onClick={() => {
          onOpened();
          openIncident(incidentId);
          if (readAt === null) void markRead([id]).catch(toastError);
        }}
        className="flex w-full items-start gap-2.5 rounded-md px-2.5 py-2 text-left transition-colors hover:bg-hover"
      >
        <Icon aria-hidden size={15} className={clsx('mt-0.5 shrink-0', isOver ? 'text-success' : 'text-danger')} />
        <span className="min-w-0 flex-1">
          <span className={clsx('wrap-anywhere block text-sm', readAt === null && 'font-medium')}>
            {t.notices.titles[kind](noticeSubject(notice, i18n))}
          </span>
          <span className="block text-ink-muted text-xs">
            {cause && !isOver ? `${errorWords(cause, i18n).title} · ` : ''}
            {format.ago(createdAt)}
          </span>
        </span>
        {readAt === null ? (
          <span className="mt-1.5 size-2 shrink-0 rounded-full bg-accent">
            <span className="sr-only">{t.health.notices.unread}</span>
          </span>
        ) : null}
      </button>
    </li>
  );
}
