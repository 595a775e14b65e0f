import { Tooltip as Base } from '@base-ui/react/tooltip';
import type { ReactElement } from 'react';
import type { Shortcut } from '../lib/shortcut.ts';
import { Kbd } from './Kbd.tsx';

export interface TooltipProps {
  label: string;
  shortcut?: Shortcut | undefined;
  side?: 'top' | 'bottom' | 'left' | 'right' | undefined;
  /** The element that has the tooltip; it takes the props and the ref. */
  children: ReactElement;
}

/** For eyes only: what it says is in the element's own accessible name as well. */
export function Tooltip({ label, shortcut, side = 'top', children }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} className="z-50">
          <Base.Popup className="flex items-center gap-2 rounded-md bg-raised px-2 py-1 text-ink text-xs shadow-popup transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0 data-instant:transition-none">
            {label}
            {shortcut ? <Kbd keys={shortcut} /> : null}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
