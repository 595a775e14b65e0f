import type { SimulatedSide, Simulation } from '../../../shared/model/simulation.ts';
import type { I18n } from '../../lib/i18n.ts';

interface Figure {
  /** How much of the bar is drawn, 0 to 1. */
  share: number;
  text: string;
}

export interface Comparison {
  name: string;
  before: Figure;
  after: Figure;
  /** "−32%", "+3"; null where nothing differs, or one side is not known. */
  difference: string | null;
  /** Null: neither better nor worse. */
  isBetter: boolean | null;
}

interface Measure {
  name: string;
  of(side: SimulatedSide): number | null;
  text(value: number): string;
  /** What the difference is told as. */
  as: 'share' | 'count' | 'points';
  /** What the whole width stands for. Default: the greater of both. */
  most?: number;
  missing: string;
  /** Whether less is better; else it is neither. */
  isLessBetter: boolean;
}

function measuresIn({ t, format }: Pick<I18n, 't' | 'format'>): Measure[] {
  const { measures, missing } = t.simulate;
  const count = (value: number): string => format.number(value);
  const time = { text: format.duration, as: 'share', missing: missing.firstToken, isLessBetter: true } as const;
  const whole = { text: count, as: 'count', missing: '' } as const;
  return [
    { name: measures.cost, of: ({ cost }) => cost, text: format.money, as: 'share', missing: '', isLessBetter: true },
    { ...time, name: measures.mean, of: ({ firstToken }) => firstToken?.mean ?? null },
    { ...time, name: measures.p95, of: ({ firstToken }) => firstToken?.p95 ?? null },
    {
      name: measures.local,
      of: ({ localShare }) => localShare,
      text: format.percent,
      as: 'points',
      most: 1,
      missing: missing.local,
      isLessBetter: false,
    },
    { ...whole, name: measures.failures, of: ({ failures }) => failures, isLessBetter: true },
    { ...whole, name: measures.refused, of: ({ refused }) => refused, isLessBetter: false },
  ];
}

/** What is drawn and written of each measure, before and after. */
export function comparisonsOf({ before, after }: Simulation, i18n: Pick<I18n, 't' | 'format'>): Comparison[] {
  return measuresIn(i18n).map((measure) => {
    const { name, of, text, missing, isLessBetter } = measure;
    const [was, is] = [of(before), of(after)];
    const most = measure.most ?? Math.max(was ?? 0, is ?? 0);
    const figure = (value: number | null): Figure => ({
      share: value === null || most === 0 ? 0 : value / most,
      text: value === null ? missing : text(value),
    });
    const difference = was === null || is === null ? null : differenceOf(was, is, measure.as, i18n);
    const isLess = (is ?? 0) < (was ?? 0);
    return {
      name,
      before: figure(was),
      after: figure(is),
      difference,
      isBetter: difference === null || !isLessBetter ? null : isLess,
    };
  });
}

function differenceOf(was: number, is: number, as: Measure['as'], { t, format }: Pick<I18n, 't' | 'format'>) {
  const signed = (value: number, text: string): string => `${value < 0 ? '−' : '+'}${text}`;
  const change = as === 'share' ? (was === 0 ? 0 : (is - was) / was) : is - was;
  const shown = as === 'count' ? format.number(Math.abs(change)) : format.percent(Math.abs(change));
  if (change === 0 || shown === format.percent(0)) return null;
  if (as !== 'points') return signed(change, shown);
  return signed(change, t.simulate.points(format.number(Math.abs(change) * 100)));
}
