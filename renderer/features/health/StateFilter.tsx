import { useI18n } from '../../lib/i18n.ts';
import type { countStandings, Standing } from './board-order.ts';

interface StateFilterProps {
  counts: ReturnType<typeof countStandings>;
  /** Undefined is all of them. */
  value: Standing | undefined;
  onChange: (value: Standing | undefined) => void;
}

const chipClass =
  'h-7 rounded-md px-2 text-ink-muted text-xs tabular-nums transition-colors hover:bg-hover hover:text-ink aria-pressed:bg-selected aria-pressed:font-medium aria-pressed:text-ink';

/** Which rows are in sight, by how they do. */
export function StateFilter({ counts, value, onChange }: StateFilterProps) {
  const { t, format } = useI18n();
  const words = t.health.board;
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  return (
    <fieldset className="flex flex-wrap gap-0.5">
      <legend className="sr-only">{words.filter}</legend>
      <button
        type="button"
        aria-pressed={value === undefined}
        onClick={() => onChange(undefined)}
        className={chipClass}
      >
        {words.all} {format.number(all)}
      </button>
      {counts.map(({ standing, count }) => (
        <button
          key={standing}
          type="button"
          aria-pressed={value === standing}
          onClick={() => onChange(standing)}
          className={chipClass}
        >
          {t.health.states[standing]} {format.number(count)}
        </button>
      ))}
    </fieldset>
  );
}
