import { useEffect, useState } from 'react';
import { useConnectionState } from '../client/connect.ts';
import { useI18n } from '../lib/i18n.ts';

/** Milliseconds a state must last before it is worth a word: a restart of the host is often over sooner. */
const patience = 700;

/** Floats over the room, so that nothing moves when the line comes and goes. */
export function ConnectionBar() {
  const { t } = useI18n();
  const state = useConnectionState();
  const isAway = state === 'connecting' || state === 'offline';
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    if (!isAway) return;
    const timer = setTimeout(() => setShown(true), patience);
    return () => {
      clearTimeout(timer);
      setShown(false);
    };
  }, [isAway]);
  return (
    <output className="pointer-events-none fixed inset-x-0 top-3 z-50 flex justify-center">
      {isShown ? (
        <span className="flex items-center gap-2 rounded-full bg-raised py-1.5 pr-3.5 pl-3 font-medium text-xs shadow-popup">
          <span aria-hidden className="size-1.5 animate-pulse rounded-full bg-warning" />
          {state === 'offline' ? t.app.connectionLost : t.app.connecting}
        </span>
      ) : null}
    </output>
  );
}
