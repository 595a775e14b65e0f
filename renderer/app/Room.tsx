import { Suspense, useEffect } from 'react';
import { useI18n } from '../lib/i18n.ts';
import { type RoomName, useRoute } from './navigation.ts';
import { RoomBoundary } from './RoomBoundary.tsx';
import { rooms } from './rooms.ts';

let entered: RoomName | undefined;

/** Announces a change of room: the heading gets the focus, unless the room has put it somewhere better already. */
function FocusHeading({ room }: { room: RoomName }) {
  useEffect(() => {
    const isFirst = entered === undefined;
    if (entered === room) return;
    entered = room;
    const main = document.querySelector('main');
    const focused = document.activeElement;
    if (isFirst || (main?.contains(focused) && focused !== main)) return;
    main?.querySelector<HTMLElement>('h1[tabindex="-1"]')?.focus({ preventScroll: true });
  }, [room]);
  return null;
}

export function Room() {
  const { t } = useI18n();
  const { room } = useRoute();
  const { Room: Content } = rooms[room];
  useEffect(() => {
    document.title = `${t.nav[room]} – ${t.app.name}`;
  }, [t, room]);
  return (
    <RoomBoundary key={room}>
      <Suspense>
        <Content />
        <FocusHeading room={room} />
      </Suspense>
    </RoomBoundary>
  );
}
