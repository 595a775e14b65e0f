import type { Batch } from '../../../shared/model/batch.ts';
import { Badge } from '../../components/Badge.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { useClock } from '../health/use-clock.ts';
import { BatchActions } from './BatchActions.tsx';
import { BatchBeginning } from './BatchBeginning.tsx';
import { BatchProblems } from './BatchProblems.tsx';
import { BatchProgress } from './BatchProgress.tsx';
import { factsOf, hasEnded, isReady, shownStatus, statusTones } from './batch-facts.ts';

/** One batch: how it stands, how far it is, and what can be done about it. */
export function BatchRow({ batch }: { batch: Batch }) {
  const i18n = useI18n();
  const words = i18n.t.batches;
  const now = useClock();
  const status = shownStatus(batch);
  return (
    <li className="px-4 py-3">
      <div className="flex min-h-8 items-center gap-4">
        <div className="min-w-0 flex-1">
          <p className="flex items-center gap-2">
            <span title={batch.name} className="truncate font-medium text-sm">
              {batch.name}
            </span>
            <Badge tone={statusTones[status]}>{words.status[status]}</Badge>
          </p>
          <p className="mt-0.5 truncate text-ink-muted text-xs tabular-nums">{factsOf(batch, now, i18n).join(' · ')}</p>
        </div>
        <BatchActions batch={batch} />
      </div>
      {isReady(batch) ? <BatchBeginning batch={batch} /> : null}
      {hasEnded(batch) || isReady(batch) ? null : <BatchProgress batch={batch} />}
      {batch.endedAt === null && batch.remote?.failure ? (
        <output className="mt-2 block text-pretty text-warning text-xs">
          {words.lookFailed(batch.remote.failure.message)}
        </output>
      ) : null}
      <BatchProblems problems={batch.problems} />
    </li>
  );
}
