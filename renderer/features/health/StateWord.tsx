import clsx from 'clsx';
import type { ReactNode } from 'react';
import { useI18n } from '../../lib/i18n.ts';
import type { Standing } from './board-order.ts';

const dots: Record<Standing, string> = {
  Healthy: 'bg-success',
  Degraded: 'bg-warning',
  Unhealthy: 'bg-danger',
  Unknown: 'border border-ink-faint',
  Off: 'bg-ink-faint',
};

export const StandingDot = ({ standing }: { standing: Standing }) => (
  <span aria-hidden className={clsx('size-2 shrink-0 rounded-full', dots[standing])} />
);

/** How something does, as a dot and a word, and what belongs to it. */
export function StateWord({ standing, children }: { standing: Standing; children?: ReactNode }) {
  const { t } = useI18n();
  return (
    <span className="flex min-w-0 items-center gap-1.5 text-ink-muted text-xs">
      <StandingDot standing={standing} />
      <span className="min-w-0 truncate">
        <span className={clsx(standing === 'Unhealthy' && 'text-danger', standing === 'Degraded' && 'text-warning')}>
          {t.health.states[standing]}
        </span>
        {children}
      </span>
    </span>
  );
}
