import type { ReactNode } from 'react';

export interface SectionProps {
  title: string;
  description?: ReactNode;
  actions?: ReactNode;
  /** Rows, divided by hairlines. */
  children: ReactNode;
}

/** A titled group of rows on a page. */
export function Section({ title, description, actions, children }: SectionProps) {
  return (
    <section className="mb-8">
      <div className="mb-2.5 flex items-end gap-4">
        <div className="min-w-0 flex-1">
          <h2 className="font-semibold text-base">{title}</h2>
          {description ? <p className="mt-0.5 text-pretty text-ink-muted text-sm">{description}</p> : null}
        </div>
        {actions ? <div className="flex shrink-0 gap-2">{actions}</div> : null}
      </div>
      <div className="divide-y divide-line rounded-lg border border-line bg-surface">{children}</div>
    </section>
  );
}

/** A fact in a section: its name, and what it is. */
export function Fact({ name, children, action }: { name: string; children: ReactNode; action?: ReactNode }) {
  return (
    <div className="flex items-baseline gap-4 px-4 py-3">
      <span className="w-36 shrink-0 text-ink-muted text-sm">{name}</span>
      <div className="min-w-0 flex-1 break-words text-ink text-sm">{children}</div>
      {action ? <span className="-my-1.5 flex shrink-0 gap-2 self-center">{action}</span> : null}
    </div>
  );
}
