import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

export interface EmptyStateProps {
  icon: LucideIcon;
  title: string;
  body?: ReactNode;
  action?: ReactNode;
}

/** Says what would be here and how to get it. */
export function EmptyState({ icon: Icon, title, body, action }: EmptyStateProps) {
  return (
    <div className="mx-auto flex max-w-sm flex-col items-center gap-2 px-6 py-16 text-center">
      <span className="mb-2 grid size-10 place-items-center rounded-lg border border-line bg-sunken text-ink-muted">
        <Icon aria-hidden size={19} strokeWidth={1.75} />
      </span>
      <h2 className="font-semibold text-base">{title}</h2>
      {body ? <div className="text-pretty text-ink-muted text-sm">{body}</div> : null}
      {action ? <div className="mt-3 flex gap-2">{action}</div> : null}
    </div>
  );
}
