import type { ReactNode } from 'react';

export interface PageHeaderProps {
  title: string;
  description?: ReactNode;
  actions?: ReactNode;
}

/** The head of a room. Its heading takes the focus when the room is entered: see `renderer/app/Room.tsx`. */
export function PageHeader({ title, description, actions }: PageHeaderProps) {
  return (
    <header className="flex items-start gap-4 pt-10 pb-6">
      <div className="min-w-0 flex-1">
        <h1 tabIndex={-1} className="font-semibold text-xl">
          {title}
        </h1>
        {description ? <p className="mt-1 max-w-xl text-pretty text-ink-muted text-sm">{description}</p> : null}
      </div>
      {actions ? <div className="flex items-center gap-2 pt-0.5">{actions}</div> : null}
    </header>
  );
}
