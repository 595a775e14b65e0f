import clsx from 'clsx';
import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

type CalloutTone = 'info' | 'warning' | 'danger' | 'success';

export interface CalloutProps {
  tone?: CalloutTone;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  className?: string | undefined;
}

const looks: Record<CalloutTone, { icon: LucideIcon; ground: string; ink: string }> = {
  info: { icon: Info, ground: 'bg-accent-soft', ink: 'text-accent' },
  warning: { icon: TriangleAlert, ground: 'bg-warning-soft', ink: 'text-warning' },
  danger: { icon: CircleAlert, ground: 'bg-danger-soft', ink: 'text-danger' },
  success: { icon: CircleCheck, ground: 'bg-success-soft', ink: 'text-success' },
};

export function Callout({ tone = 'info', title, children, action, className }: CalloutProps) {
  const { icon: Icon, ground, ink } = looks[tone];
  return (
    <div
      role={tone === 'danger' ? 'alert' : 'status'}
      className={clsx('flex items-start gap-2.5 rounded-lg px-3 py-2.5', ground, className)}
    >
      <Icon aria-hidden size={16} className={clsx('mt-0.5 shrink-0', ink)} />
      <div className="min-w-0 flex-1">
        <p className={clsx('font-medium text-sm', ink)}>{title}</p>
        {children ? <div className="mt-0.5 break-words text-ink text-sm">{children}</div> : null}
      </div>
      {action ? <div className="flex shrink-0 items-center gap-2">{action}</div> : null}
    </div>
  );
}
