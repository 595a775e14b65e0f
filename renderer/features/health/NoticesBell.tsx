import { Popover } from '@base-ui/react/popover';
import { Bell } from 'lucide-react';
import { useEffect, useState } from 'react';
import { toastError } from '../../app/toast-error.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorText } from '../../components/ErrorText.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { popupClass } from '../../components/popup.ts';
import { useI18n } from '../../lib/i18n.ts';
import { NoticeItem } from './NoticeItem.tsx';
import { useNotices } from './notices.ts';
import { openHealth } from './open-health.ts';

/** More than these are many. */
const mostCounted = 99;

/** That something happened, and what. */
export function NoticesBell({ size }: { size: 'sm' | 'md' }) {
  const { t, format } = useI18n();
  const words = t.health.notices;
  const unread = useNotices((state) => state.unread);
  const refresh = useNotices((state) => state.refresh);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => void refresh(), [refresh]);
  const count = format.number(unread);
  const leave = (): void => {
    setOpen(false);
    openHealth();
  };
  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <span className="relative inline-flex">
        <Popover.Trigger
          render={
            <IconButton
              size={size}
              icon={Bell}
              side="right"
              label={unread === 0 ? words.open : words.openUnread(count)}
            />
          }
        />
        {unread === 0 ? null : (
          <span
            aria-hidden
            className="pointer-events-none absolute -top-1 left-1/2 flex h-3.5 min-w-3.5 items-center justify-center rounded-full bg-accent px-0.75 font-medium text-[0.5625rem] text-accent-ink tabular-nums leading-none"
          >
            {unread > mostCounted ? `${mostCounted}+` : count}
          </span>
        )}
      </span>
      <Popover.Portal>
        <Popover.Positioner side="bottom" align="start" sideOffset={6} collisionPadding={8} className="z-70">
          <Popover.Popup className={`${popupClass} flex max-h-[min(32rem,80vh)] w-80 flex-col p-0!`}>
            <div className="flex min-h-11 items-center justify-between gap-3 border-line border-b pr-2 pl-3.5">
              <Popover.Title className="font-semibold text-sm">{words.title}</Popover.Title>
              <MarkAll />
            </div>
            <List close={() => setOpen(false)} />
            <div className="border-line border-t p-1.5">
              <Button size="sm" variant="ghost" className="w-full" onClick={leave}>
                {words.board}
              </Button>
            </div>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function MarkAll() {
  const { t } = useI18n();
  const unread = useNotices((state) => state.unread);
  const markRead = useNotices((state) => state.markRead);
  // Stays where it is, so that the focus does as well.
  return (
    <Button
      size="sm"
      variant="ghost"
      aria-disabled={unread === 0 || undefined}
      className="aria-disabled:opacity-45"
      onClick={() => {
        if (unread > 0) void markRead().catch(toastError);
      }}
    >
      {t.health.notices.markAll}
    </Button>
  );
}

function List({ close }: { close: () => void }) {
  const { t } = useI18n();
  const notices = useNotices((state) => state.notices);
  const error = useNotices((state) => state.error);
  if (!notices) {
    return error ? (
      <ErrorText error={error} className="m-3" />
    ) : (
      <output className="px-3.5 py-6 text-ink-muted text-sm">{t.common.loading}</output>
    );
  }
  if (notices.length === 0) {
    return <p className="text-pretty px-3.5 py-6 text-center text-ink-muted text-sm">{t.health.notices.empty}</p>;
  }
  return (
    <ul className="min-h-0 flex-1 overflow-y-auto p-1">
      {notices.map((notice) => (
        <NoticeItem key={notice.id} notice={notice} onOpened={close} />
      ))}
    </ul>
  );
}
