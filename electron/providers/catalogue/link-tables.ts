import type { Measure, QualityFile } from '../../../shared/model/quality.ts';

/** 0 to 1, from the weakest to the strongest model that is listed. */
export type Scores = Partial<Record<Measure, number>>;

type Table = QualityFile['tables'][number];
type Line = (value: number) => number;

const measures: readonly Measure[] = ['reasoning', 'coding', 'maths', 'data', 'language', 'instructions'];

/** Fewer models in common would say more about those models than about the tables. */
const fewestInCommon = 8;

/**
 * The questions of one table are harder than those of another: 60 % in one may be more than 80 % in the other. What both
 * list says how the one reads on the scale of the other (linear equating by mean and spread). Of a benchmark's tables the
 * first that lists a model counts; of different benchmarks, the mean.
 */
export function toOneScale(tables: readonly Table[]): ReadonlyMap<string, Scores> {
  const all = new Map<string, Scores>();
  for (const measure of measures) {
    const values = inRange(valuesOf(measure, tables));
    for (const [model, value] of values) all.set(model, { ...all.get(model), [measure]: value });
  }
  return all;
}

function valuesOf(measure: Measure, tables: readonly Table[]): Map<string, number> {
  const models = new Map<string, Map<string, number>>();
  /** On the first scale, by model and by how hard it was let think. */
  const known = new Map<string, number>();
  for (const { benchmark, rows } of tables) {
    const figures = rows.flatMap(({ model, as = '', [measure]: value }) =>
      value === undefined ? [] : [{ model, exact: `${benchmark} ${model} ${as}`, value }],
    );
    const isLike = figures.some(({ exact }) => known.has(exact));
    const common = figures.flatMap(({ model, exact, value }) => {
      const there = known.get(isLike ? exact : model);
      return there === undefined ? [] : [{ here: value, there }];
    });
    const toFirst = known.size === 0 ? (value: number): number => value : lineThrough(common);
    if (!toFirst) continue;
    for (const { model, exact, value } of figures) {
      const placed = toFirst(value);
      const ofModel = models.get(model) ?? new Map<string, number>();
      if (!ofModel.has(benchmark)) models.set(model, ofModel.set(benchmark, placed));
      for (const key of [model, exact]) if (!known.has(key)) known.set(key, placed);
    }
  }
  return new Map([...models].map(([model, values]) => [model, meanOf([...values.values()])]));
}

function lineThrough(common: readonly { here: number; there: number }[]): Line | undefined {
  if (common.length < fewestInCommon) return undefined;
  const here = spreadOf(common.map((pair) => pair.here));
  const there = spreadOf(common.map((pair) => pair.there));
  if (here.deviation === 0) return undefined;
  return (value) => there.mean + ((value - here.mean) * there.deviation) / here.deviation;
}

function inRange(values: ReadonlyMap<string, number>): Map<string, number> {
  const low = Math.min(...values.values());
  const range = Math.max(...values.values()) - low;
  return new Map([...values].map(([model, value]) => [model, range === 0 ? 0.5 : (value - low) / range]));
}

function spreadOf(values: readonly number[]): { mean: number; deviation: number } {
  const mean = meanOf(values);
  return { mean, deviation: Math.sqrt(meanOf(values.map((value) => (value - mean) ** 2))) };
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
