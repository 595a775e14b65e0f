import { type KeyboardEvent, type PointerEvent, type RefObject, useState } from 'react';
import { moved, placeAt } from './reorder.ts';

interface Reorder<Id> {
  /** In the order to be drawn, also while one is dragged. */
  order: readonly Id[];
  dragged: Id | null;
  startDrag(event: PointerEvent, id: Id): void;
  /** By one place. */
  move(id: Id, by: -1 | 1): void;
  /** Alt with an arrow key, anywhere in the row. */
  onKeyDown(event: KeyboardEvent, id: Id): void;
}

interface ReorderOptions<Id> {
  ids: readonly Id[];
  /** Its children are the rows, in their order. */
  list: RefObject<HTMLUListElement | null>;
  onOrder: (ids: readonly Id[]) => void;
  /** For those who do not see where it went. */
  announce: (id: Id, place: number) => void;
}

/** Rows that are put in order by dragging, and by the keyboard. */
export function useReorder<Id extends string>({ ids, list, onOrder, announce }: ReorderOptions<Id>): Reorder<Id> {
  const [drag, setDrag] = useState<{ id: Id; order: readonly Id[] } | null>(null);

  function move(id: Id, by: -1 | 1): void {
    const from = ids.indexOf(id);
    const next = moved(ids, from, from + by);
    if (next === ids) return;
    onOrder(next);
    announce(id, from + by);
  }

  function startDrag(event: PointerEvent, id: Id): void {
    if (event.button !== 0 || !list.current) return;
    event.preventDefault();
    const { children } = list.current;
    let order = ids;
    setDrag({ id, order });
    const onMove = ({ clientY }: globalThis.PointerEvent): void => {
      const from = order.indexOf(id);
      const others = [...children].filter((_, at) => at !== from).map((row) => row.getBoundingClientRect());
      const to = placeAt(
        clientY,
        others.map(({ top, height }) => top + height / 2),
      );
      if (to === from) return;
      order = moved(order, from, to);
      setDrag({ id, order });
    };
    const end = new AbortController();
    const stop = (isKept: boolean): void => {
      end.abort();
      setDrag(null);
      if (!isKept || order === ids) return;
      onOrder(order);
      announce(id, order.indexOf(id));
    };
    const { signal } = end;
    // On the window: the row is moved about in the page, and would lose what it had caught.
    window.addEventListener('pointermove', onMove, { signal });
    window.addEventListener('pointerup', () => stop(true), { signal });
    window.addEventListener('pointercancel', () => stop(false), { signal });
    window.addEventListener(
      'keydown',
      (key) => {
        if (key.key !== 'Escape') return;
        key.stopPropagation();
        stop(false);
      },
      { signal, capture: true },
    );
  }

  return {
    order: drag?.order ?? ids,
    dragged: drag?.id ?? null,
    startDrag,
    move,
    onKeyDown(event, id) {
      const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : undefined;
      // Menus and dialogs of a row are its children in React, but not on the screen.
      const isHere = event.target instanceof Node && event.currentTarget.contains(event.target);
      if (!isHere || by === undefined || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      event.stopPropagation();
      move(id, by);
    },
  };
}
