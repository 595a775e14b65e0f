import type { ReactNode } from 'react';

/** A room that is read from top to bottom: one column, scrolling by itself. */
export function Page({ children }: { children: ReactNode }) {
  return (
    // `relative`: what is placed absolutely, as words for screen readers are, must not make the window behind scroll.
    <div data-page className="relative h-full overflow-y-auto [scrollbar-gutter:stable]">
      <div className="mx-auto max-w-2xl px-8 pb-16">{children}</div>
    </div>
  );
}
