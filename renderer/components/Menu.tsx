import { Menu as Base } from '@base-ui/react/menu';
import clsx from 'clsx';
import type { LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Shortcut } from '../lib/shortcut.ts';
import { Kbd } from './Kbd.tsx';
import { popupClass } from './popup.ts';

interface MenuAction {
  label: string;
  icon?: LucideIcon;
  run: () => void;
  tone?: 'danger';
  shortcut?: Shortcut;
  disabled?: boolean;
}
type MenuItem = MenuAction | 'separator';

export interface MenuProps {
  /** A button; it takes the props and the ref. */
  trigger: ReactElement;
  items: readonly MenuItem[];
  align?: 'start' | 'end';
  side?: 'top' | 'bottom';
}

export function Menu({ trigger, items, align = 'end', side = 'bottom' }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} side={side} sideOffset={4} className="z-50 outline-none">
          <Base.Popup className={clsx(popupClass, 'min-w-44')}>
            {items.map((item, index) =>
              item === 'separator' ? (
                <Base.Separator key={index} className="mx-2 my-1 h-px bg-line" />
              ) : (
                <Base.Item
                  key={item.label}
                  disabled={item.disabled ?? false}
                  onClick={item.run}
                  className={clsx(
                    'flex h-7.5 select-none items-center gap-2 rounded-sm px-2 text-sm outline-none data-highlighted:bg-selected data-disabled:opacity-45',
                    item.tone === 'danger' && 'text-danger data-highlighted:bg-danger-soft',
                  )}
                >
                  {item.icon ? <item.icon aria-hidden size={15} className="opacity-80" /> : null}
                  <span className="flex-1">{item.label}</span>
                  {item.shortcut ? <Kbd keys={item.shortcut} /> : null}
                </Base.Item>
              ),
            )}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
