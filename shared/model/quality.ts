import { z } from 'zod';

const percent = z.number().min(0).max(100).exactOptional();

/** Kinds of work that benchmarks tell apart. */
const measures = {
  reasoning: percent,
  coding: percent,
  maths: percent,
  data: percent,
  language: percent,
  instructions: percent,
};
export type Measure = keyof typeof measures;

/** Of a model with several rows the first one counts; the others are there to compare tables by. */
const qualityRow = z.strictObject({
  model: z.string().min(1),
  /** How hard it was let think. Default: the table does not say. */
  as: z.string().min(1).exactOptional(),
  ...measures,
});

/** The answers of models to the same questions. */
const qualityTable = z.strictObject({
  /** Tables of one benchmark have some of the same models, let think as hard. */
  benchmark: z.string().min(1),
  name: z.string().min(1),
  url: z.url(),
  /** Of the source, where the figures stand. */
  files: z.array(z.string().min(1)).min(1),
  /** The newest of them. */
  date: z.iso.date(),
  license: z.string().min(1),
  rows: z.array(qualityRow).min(1),
});

/** The file `resources/quality.json`, written by hand. */
export const qualityFile = z.strictObject({
  about: z.strictObject({ what: z.string(), license: z.string() }),
  /** All are brought onto the scale of the first one. */
  tables: z.array(qualityTable).min(1),
  /** By what else a model is called. */
  names: z.record(z.string(), z.array(z.string().min(1)).min(1)),
});
export type QualityFile = z.output<typeof qualityFile>;
