import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { useI18n } from '../lib/i18n.ts';

/** What only helps to find a cause, in the host's own English: folded away, there to be read and copied. */
export function Details({ children }: { children: ReactNode }) {
  const { t } = useI18n();
  return (
    <details className="group mt-1 text-ink-muted text-xs">
      <summary className="-ml-1 inline-flex cursor-pointer list-none items-center gap-0.5 rounded-sm pr-1.5 hover:text-ink">
        <ChevronRight aria-hidden size={13} className="transition-transform group-open:rotate-90" />
        {t.common.details}
      </summary>
      <p lang="en" className="mt-0.5 select-text break-words pl-3">
        {children}
      </p>
    </details>
  );
}
