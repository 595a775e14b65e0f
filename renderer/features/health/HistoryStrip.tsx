import type { HealthHistory } from '../../../shared/model/health.ts';
import { useI18n } from '../../lib/i18n.ts';
import { type StrokeKind, strokesOf, totalOf } from './history-strip.ts';

const height = 18;
/** Px from one stroke to the next. */
const pace = 4.5;
const looks: Record<StrokeKind, { height: number; className: string }> = {
  none: { height: 2, className: 'fill-line-strong' },
  ok: { height: 9, className: 'fill-success' },
  some: { height, className: 'fill-success' },
  failed: { height, className: 'fill-danger' },
};
/** Px: a single failure is to be seen as well. */
const leastFailed = 5;

/** The last day, a stroke an hour: what failed stands out by its height as well. In words it is in the fold. */
export function HistoryStrip({ history }: { history: HealthHistory | undefined }) {
  const { t, format } = useI18n();
  const strokes = history ? strokesOf(history) : [];
  const { ok, failed } = history ? totalOf(history) : { ok: 0, failed: 0 };
  const words = t.health.fold;
  const label = ok + failed === 0 ? words.noChecks : words.checks(format.number(ok), format.number(ok + failed));
  const width = 24 * pace - 1.5;
  return (
    <span title={label} className="relative block">
      <span className="sr-only">{label}</span>
      <svg aria-hidden viewBox={`0 0 ${width} ${height}`} width={width} height={height} className="max-md:hidden">
        {strokes.map(({ from, ok: well, failed: ill, kind }, place) => {
          const look = looks[kind];
          const red = kind === 'some' ? Math.max(leastFailed, (height * ill) / (well + ill)) : 0;
          const shape = { x: place * pace, width: 3, rx: 1 };
          return (
            <g key={from}>
              <rect {...shape} y={height - look.height} height={look.height} className={look.className} />
              {red > 0 ? <rect {...shape} y={0} height={red} className="fill-danger" /> : null}
            </g>
          );
        })}
      </svg>
    </span>
  );
}
