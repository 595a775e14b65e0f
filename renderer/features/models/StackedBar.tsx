import clsx from 'clsx';

export interface BarPart {
  label: string;
  /** What is drawn, in bytes. */
  size: number;
  /** What is written. */
  text: string;
  /** A background class. */
  ground: string;
}

interface StackedBarProps {
  parts: readonly BarPart[];
  /** What the whole width stands for; what the parts leave of it stays empty. */
  total: number;
  isDimmed?: boolean;
}

/** Shares of a whole, for the eye: the legend beside it has the numbers. */
export function StackedBar({ parts, total, isDimmed = false }: StackedBarProps) {
  const sum = Math.max(
    total,
    parts.reduce((all, { size }) => all + size, 0),
    1,
  );
  return (
    <div
      aria-hidden
      className={clsx(
        'flex h-2 gap-px overflow-hidden rounded-full bg-hover transition-opacity',
        isDimmed && 'opacity-60',
      )}
    >
      {parts.map((part) => (
        <span
          key={part.label}
          className={clsx('h-full transition-[width] duration-200', part.ground)}
          style={{ width: `${(part.size / sum) * 100}%` }}
        />
      ))}
    </div>
  );
}

/** A part of the legend: its colour, its name, its number. */
export function LegendItem({ part, className }: { part: BarPart; className?: string }) {
  return (
    <span className={clsx('inline-flex items-baseline gap-1.5', className)}>
      <span aria-hidden className={clsx('size-2 shrink-0 self-center rounded-full', part.ground)} />
      <span className="text-ink-muted">{part.label}</span>
      <span className="text-ink tabular-nums">{part.text}</span>
    </span>
  );
}
