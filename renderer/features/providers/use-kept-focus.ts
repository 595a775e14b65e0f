import { useEffect, useRef } from 'react';
import type { ProviderId } from '../../../shared/model/ids.ts';
import { useProviders } from './store.ts';

/** When what had the focus went with a provider that was closed or deleted, the heading gets it, not the empty page. */
export function useKeptFocus(openId: ProviderId | undefined): void {
  const count = useProviders((state) => state.providers?.length);
  const before = useRef({ openId, count });
  useEffect(() => {
    const { openId: lastId, count: lastCount } = before.current;
    before.current = { openId, count };
    const isGone = lastId !== openId || (lastCount !== undefined && count !== undefined && count < lastCount);
    if (!isGone || document.activeElement !== document.body) return;
    document.querySelector<HTMLElement>('main h1[tabindex="-1"]')?.focus({ preventScroll: true });
  }, [openId, count]);
}
