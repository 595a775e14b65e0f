import clsx from 'clsx';
import { LoaderCircle, type LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';

type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger' | 'ghost-danger';
export type ButtonSize = 'sm' | 'md';

export interface ButtonProps extends ComponentProps<'button'> {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: LucideIcon | undefined;
  /** Work is under way: the button keeps its width and its focus, and does nothing. */
  busy?: boolean;
}

const variants: Record<ButtonVariant, string> = {
  primary: 'bg-accent text-accent-ink hover:bg-accent-hover shadow-control',
  secondary: 'border border-line-strong bg-surface text-ink hover:bg-hover shadow-control',
  ghost: 'text-ink-muted hover:bg-hover hover:text-ink',
  'ghost-danger': 'text-danger hover:bg-danger-soft',
  danger: 'bg-danger-fill text-danger-fill-ink hover:bg-danger-fill-hover shadow-control',
};

const sizes: Record<ButtonSize, string> = {
  sm: 'h-7 gap-1.5 px-2.5 text-xs',
  md: 'h-8 gap-1.5 px-3 text-sm',
};

export function Button(props: ButtonProps) {
  const { variant = 'secondary', size = 'md', icon, busy = false, className, children, onClick, ...rest } = props;
  const Icon = busy ? LoaderCircle : icon;
  return (
    <button
      type="button"
      {...rest}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={(event) => {
        // A submit button that is busy would send the form once more.
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
      className={clsx(
        'inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap rounded-md font-medium transition-colors',
        'disabled:pointer-events-none disabled:opacity-45',
        sizes[size],
        variants[variant],
        className,
      )}
    >
      {Icon ? (
        <Icon aria-hidden size={size === 'sm' ? 14 : 15} className={clsx('-ml-0.5', busy && 'animate-spin')} />
      ) : null}
      {children}
    </button>
  );
}
