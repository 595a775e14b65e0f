import clsx from 'clsx';
import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import type { Shortcut } from '../lib/shortcut.ts';
import type { ButtonSize } from './Button.tsx';
import { Tooltip, type TooltipProps } from './Tooltip.tsx';

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children' | 'aria-label'> {
  /** Read out, and shown as the tooltip. */
  label: string;
  icon: LucideIcon;
  size?: ButtonSize;
  shortcut?: Shortcut;
  side?: TooltipProps['side'];
  /** A toggle that is on. */
  isPressed?: boolean;
}

export function IconButton(props: IconButtonProps) {
  const { label, icon: Icon, size = 'md', shortcut, side, isPressed, className, ...rest } = props;
  return (
    <Tooltip label={label} shortcut={shortcut} side={side}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        aria-pressed={isPressed}
        className={clsx(
          'inline-flex shrink-0 items-center justify-center rounded-md text-ink-muted transition-colors',
          'hover:bg-hover hover:text-ink disabled:pointer-events-none disabled:opacity-45',
          'aria-pressed:bg-selected aria-pressed:text-ink data-popup-open:bg-hover data-popup-open:text-ink',
          size === 'sm' ? 'size-6.5' : 'size-8',
          className,
        )}
      >
        <Icon aria-hidden size={size === 'sm' ? 15 : 16} />
      </button>
    </Tooltip>
  );
}
