import clsx from 'clsx';
import { useI18n } from '../../lib/i18n.ts';
import type { Comparison } from './simulation-figures.ts';

const grounds = { before: 'bg-ink-faint', after: 'bg-accent' };
const sides = ['before', 'after'] as const;

/** Two bars a measure, with their numbers; and the same as a table for those who do not see them. */
export function CompareBars({ comparisons }: { comparisons: readonly Comparison[] }) {
  const words = useI18n().t.simulate;
  return (
    <div className="relative px-4 py-3">
      <div aria-hidden>
        <p className="mb-1 flex justify-end gap-4 text-ink-muted text-xs">
          {sides.map((side) => (
            <span key={side} className="inline-flex items-center gap-1.5">
              <span className={clsx('size-2 rounded-full', grounds[side])} />
              {words[side]}
            </span>
          ))}
        </p>
        {comparisons.map((one) => (
          <CompareRow key={one.name} comparison={one} />
        ))}
      </div>
      <Table comparisons={comparisons} />
    </div>
  );
}

function CompareRow({ comparison }: { comparison: Comparison }) {
  const { name, difference, isBetter } = comparison;
  return (
    <div className="grid grid-cols-[9rem_minmax(0,1fr)_4.5rem] items-center gap-4 py-2 text-sm">
      <span>{name}</span>
      <span className="flex flex-col gap-1">
        {sides.map((side) => (
          <span key={side} className="grid grid-cols-[minmax(0,1fr)_6.5rem] items-center gap-3">
            <span className="h-2 overflow-hidden rounded-full bg-hover">
              <span
                className={clsx('block h-full rounded-full transition-[width] duration-200', grounds[side])}
                style={{ width: `${comparison[side].share * 100}%` }}
              />
            </span>
            <span className={clsx('text-xs tabular-nums', side === 'before' ? 'text-ink-muted' : 'text-ink')}>
              {comparison[side].text}
            </span>
          </span>
        ))}
      </span>
      <span className={clsx('text-right text-xs tabular-nums', toneOf(isBetter))}>{difference}</span>
    </div>
  );
}

const toneOf = (isBetter: boolean | null): string => {
  if (isBetter === null) return 'text-ink-muted';
  return isBetter ? 'text-success' : 'text-danger';
};

function Table({ comparisons }: { comparisons: readonly Comparison[] }) {
  const { t } = useI18n();
  const words = t.simulate;
  return (
    <div className="sr-only">
      <table>
        <thead>
          <tr>
            <th scope="col">{words.measure}</th>
            <th scope="col">{words.before}</th>
            <th scope="col">{words.after}</th>
            <th scope="col">{words.difference}</th>
          </tr>
        </thead>
        <tbody>
          {comparisons.map(({ name, before, after, difference }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{before.text}</td>
              <td>{after.text}</td>
              <td>{difference ?? t.common.none}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
