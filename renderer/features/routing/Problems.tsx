import clsx from 'clsx';
import { CircleAlert } from 'lucide-react';
import type { RoutingProblem } from '../../../shared/model/route.ts';
import { useI18n } from '../../lib/i18n.ts';

interface ProblemsProps {
  problems: readonly RoutingProblem[];
  /** What a problem is about: the name of a model; undefined where it is about the whole. */
  subjectOf: (problem: RoutingProblem) => string | undefined;
  className?: string;
}

/** What cannot work, and what helps. */
export function Problems({ problems, subjectOf, className = 'mt-1.5' }: ProblemsProps) {
  const { t } = useI18n();
  if (problems.length === 0) return null;
  return (
    <ul className={clsx('flex flex-col gap-1', className)}>
      {problems.map((found) => {
        const subject = subjectOf(found);
        const { title, remedy } = t.routing.problems[found.problem];
        return (
          <li key={`${found.index} ${found.problem}`} className="flex items-start gap-1.5 text-xs">
            <CircleAlert aria-hidden size={13} className="mt-0.5 shrink-0 text-danger" />
            <span className="min-w-0 text-pretty text-ink-muted">
              <span className="text-danger">
                {subject ? `${subject}: ` : ''}
                {title}.
              </span>{' '}
              {remedy}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
