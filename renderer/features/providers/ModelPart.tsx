import type { ReactNode } from 'react';

/** A titled group of facts in the sheet of a model. */
export function ModelPart({ title, help, children }: { title: string; help?: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1.5 font-semibold text-sm">{title}</h3>
      <div className="divide-y divide-line rounded-lg border border-line bg-surface">{children}</div>
      {help ? <p className="mt-1.5 text-ink-faint text-xs">{help}</p> : null}
    </section>
  );
}
