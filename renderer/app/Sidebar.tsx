import clsx from 'clsx';
import { PanelLeft, Search } from 'lucide-react';
import type { ReactElement } from 'react';
import { IconButton } from '../components/IconButton.tsx';
import { Kbd } from '../components/Kbd.tsx';
import { Tooltip } from '../components/Tooltip.tsx';
import { NoticesBell } from '../features/health/NoticesBell.tsx';
import { useI18n } from '../lib/i18n.ts';
import { Mark } from './Mark.tsx';
import { hashOf, navigate, type RoomName, roomNames, useHomeOf, useRoute } from './navigation.ts';
import { openOverlay, toggleSidebar, useIsSidebarNarrow } from './overlays.ts';
import { rooms } from './rooms.ts';
import { useIsSmall } from './use-is-small.ts';

export function Sidebar() {
  const { t } = useI18n();
  const isSmall = useIsSmall();
  const isNarrow = useIsSidebarNarrow() || isSmall;
  const isBelow = (room: RoomName) => room === 'settings';
  const links = (names: readonly RoomName[]) =>
    names.map((room) => <RoomLink key={room} room={room} isNarrow={isNarrow} />);
  return (
    <aside
      aria-label={t.app.name}
      className={clsx(
        'flex h-full shrink-0 flex-col gap-3 border-line border-r bg-sunken p-2',
        isNarrow ? 'w-13' : 'w-52',
      )}
    >
      <button
        type="button"
        onClick={() => document.getElementById('main')?.focus()}
        className="fixed top-2 left-2 z-60 -translate-y-20 rounded-md bg-accent px-3 py-1.5 font-medium text-accent-ink focus:translate-y-0"
      >
        {t.app.skipToContent}
      </button>
      <div className={clsx('flex items-center', isNarrow ? 'flex-col gap-2 pt-1' : 'h-8 gap-2 pl-1.5')}>
        <Mark />
        {isNarrow ? null : <span className="flex-1 truncate font-semibold text-sm tracking-tight">{t.app.name}</span>}
        <NoticesBell size={isNarrow ? 'md' : 'sm'} />
        {isSmall ? null : (
          <IconButton
            icon={PanelLeft}
            size={isNarrow ? 'md' : 'sm'}
            side="right"
            label={isNarrow ? t.nav.expand : t.nav.collapse}
            shortcut="mod+b"
            onClick={toggleSidebar}
          />
        )}
      </div>
      {isNarrow ? (
        <IconButton
          icon={Search}
          side="right"
          label={t.nav.search}
          shortcut="mod+k"
          onClick={() => openOverlay('palette')}
          className="mx-auto"
        />
      ) : (
        <button
          type="button"
          onClick={() => openOverlay('palette')}
          className="flex h-8 items-center gap-2 rounded-md border border-line bg-surface px-2 text-ink-faint text-sm shadow-control transition-colors hover:border-line-strong"
        >
          <Search aria-hidden size={14} className="shrink-0" />
          <span className="min-w-0 flex-1 truncate text-left">{t.nav.search}</span>
          <Kbd keys="mod+k" />
        </button>
      )}
      <nav aria-label={t.nav.label} className="flex min-h-0 flex-1 flex-col gap-0.5 overflow-y-auto">
        {links(roomNames.filter((room) => !isBelow(room)))}
        <span className="flex-1" />
        {links(roomNames.filter(isBelow))}
      </nav>
    </aside>
  );
}

function RoomLink({ room, isNarrow }: { room: RoomName; isNarrow: boolean }): ReactElement {
  const { t } = useI18n();
  const route = useRoute();
  const home = useHomeOf(room);
  const isCurrent = route.room === room;
  const { icon: Icon, Room } = rooms[room];
  const link = (
    <a
      href={hashOf(home)}
      aria-current={isCurrent ? 'page' : undefined}
      aria-label={isNarrow ? t.nav[room] : undefined}
      onPointerEnter={() => void Room.preload().catch(() => {})}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        navigate(home);
      }}
      className={clsx(
        'flex h-8 shrink-0 cursor-default items-center gap-2.5 rounded-md text-sm transition-colors',
        isNarrow ? 'w-9 justify-center' : 'px-2',
        isCurrent ? 'bg-selected font-medium text-ink' : 'text-ink-muted hover:bg-hover hover:text-ink',
      )}
    >
      <Icon
        aria-hidden
        size={16}
        strokeWidth={isCurrent ? 2.1 : 1.8}
        className={clsx('shrink-0', isCurrent && 'text-accent')}
      />
      {isNarrow ? null : <span className="truncate">{t.nav[room]}</span>}
    </a>
  );
  return isNarrow ? (
    <Tooltip label={t.nav[room]} side="right">
      {link}
    </Tooltip>
  ) : (
    link
  );
}
