import { ArrowDown, ArrowUp, GripVertical } from 'lucide-react';
import type { PointerEvent } from 'react';
import { IconButton } from '../../components/IconButton.tsx';
import { useI18n } from '../../lib/i18n.ts';

/** For the mouse only: the buttons do the same for the keyboard. */
export function Grip({ onPointerDown }: { onPointerDown: (event: PointerEvent) => void }) {
  return (
    <span
      aria-hidden
      data-grip
      onPointerDown={onPointerDown}
      className="relative z-1 -ml-1.5 grid h-7 w-5 shrink-0 cursor-grab touch-none place-items-center rounded-sm text-ink-faint hover:bg-hover hover:text-ink active:cursor-grabbing"
    >
      <GripVertical size={14} />
    </span>
  );
}

interface MoveButtonsProps {
  name: string;
  place: number;
  count: number;
  onMove: (by: -1 | 1) => void;
}

/** One that has come to the end keeps the focus, so that the way back is one key. */
export function MoveButtons({ name, place, count, onMove }: MoveButtonsProps) {
  const words = useI18n().t.routing.alias;
  const atEnd = 'aria-disabled:opacity-35 aria-disabled:hover:bg-transparent aria-disabled:hover:text-ink-muted';
  return (
    <span className="flex">
      <IconButton
        size="sm"
        icon={ArrowUp}
        label={words.moveUp(name)}
        aria-disabled={place === 0 || undefined}
        className={atEnd}
        onClick={() => onMove(-1)}
      />
      <IconButton
        size="sm"
        icon={ArrowDown}
        label={words.moveDown(name)}
        aria-disabled={place === count - 1 || undefined}
        className={atEnd}
        onClick={() => onMove(1)}
      />
    </span>
  );
}
