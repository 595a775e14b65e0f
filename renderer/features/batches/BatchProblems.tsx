import type { Batch } from '../../../shared/model/batch.ts';
import { useI18n } from '../../lib/i18n.ts';
import { problemWords } from './batch-facts.ts';

/** As many as help to see what is wrong with a file. */
const most = 5;

/** Why a file was refused, with the lines. */
export function BatchProblems({ problems }: Pick<Batch, 'problems'>) {
  const i18n = useI18n();
  const { t, format } = i18n;
  if (problems.length === 0) return null;
  return (
    <ul className="mt-2 flex flex-col gap-1 rounded-md bg-danger-soft px-3 py-2 text-xs">
      {problems.slice(0, most).map((problem, at) => {
        const { where, what } = problemWords(problem, i18n);
        return (
          <li key={at} className="flex gap-2">
            <span className="min-w-14 shrink-0 font-medium text-danger tabular-nums">{where}</span>
            <span className="min-w-0 break-words text-ink">{what}</span>
          </li>
        );
      })}
      {problems.length > most ? (
        <li className="text-ink-muted">{t.batches.moreProblems(format.number(problems.length - most))}</li>
      ) : null}
    </ul>
  );
}
