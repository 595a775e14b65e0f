import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** Distance in pixels that still counts as being at the bottom. */
const nearBottom = 4;

interface Place {
  top: number;
  isStuck: boolean;
}

/** Outside the component: a look at another room must not lose the place either. */
const places = new Map<string, Place>();

/** From now on the end of this place is in view. Its next growth takes the reader there. */
export function stickToEnd(place: string): void {
  const known = places.get(place);
  if (known) known.isStuck = true;
}

export interface StickToBottom {
  scroller: RefObject<HTMLDivElement | null>;
  content: RefObject<HTMLDivElement | null>;
  isAtBottom: boolean;
  jumpToBottom(): void;
}

/**
 * Keeps the end in view while the content grows, as long as the reader is at the end. Scrolling up lets go at once.
 * Each `place` (a conversation) keeps its own position.
 */
export function useStickToBottom(place: string, isReady: boolean): StickToBottom {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const current = useRef<Place>({ top: 0, isStuck: true });
  const [isAtBottom, setAtBottom] = useState(true);

  const jumpToBottom = useCallback(() => {
    const box = scroller.current;
    if (!box) return;
    current.current.isStuck = true;
    box.scrollTop = box.scrollHeight;
    setAtBottom(true);
  }, []);

  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box || !isReady) return;
    const here = places.get(place) ?? { top: 0, isStuck: true };
    places.set(place, here);
    current.current = here;
    box.scrollTop = here.isStuck ? box.scrollHeight : here.top;
    setAtBottom(here.isStuck);
  }, [place, isReady]);

  useEffect(() => {
    const box = scroller.current;
    const inside = content.current;
    if (!box || !inside || !isReady) return;
    const onScroll = (): void => {
      const here = current.current;
      const distance = box.scrollHeight - box.clientHeight - box.scrollTop;
      if (distance <= nearBottom) here.isStuck = true;
      else if (box.scrollTop < here.top - 1) here.isStuck = false;
      here.top = box.scrollTop;
      setAtBottom(here.isStuck);
    };
    const observer = new ResizeObserver(() => {
      if (current.current.isStuck) box.scrollTop = box.scrollHeight;
      else onScroll();
    });
    observer.observe(inside);
    observer.observe(box);
    box.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      observer.disconnect();
      box.removeEventListener('scroll', onScroll);
    };
  }, [isReady]);

  return { scroller, content, isAtBottom, jumpToBottom };
}
