import type { Measure, QualityFile } from '../../../shared/model/quality.ts';
import type { TaskType } from '../../../shared/model/routing.ts';
import type { ModelQuery } from './find-model.ts';
import { type Scores, toOneScale } from './link-tables.ts';
import type { Catalogue } from './load-catalogue.ts';
import { modelKey } from './model-key.ts';
import { snapshotBase } from './model-names.ts';

/** By `modelKey`; 0 to 1 for each kind of work that is known. */
type Qualities = ReadonlyMap<string, Scores>;

/**
 * Which kinds of work a task is made of. Nobody measures translating or writing as such: the nearest there is stands in.
 * Short exercises alone say little about programming: with reasoning beside them they are nearer to how 44 models of
 * LiveBench 2026-01-08 did as agents (correlation 0.77, not 0.70). No table has pictures in it, and a model that writes
 * well may still see badly, so for them nothing is known.
 */
const madeOf: Record<TaskType, readonly Measure[]> = {
  explanation: ['reasoning', 'instructions'],
  analysis: ['reasoning', 'data'],
  coding: ['coding', 'reasoning'],
  maths: ['maths'],
  extraction: ['data', 'instructions'],
  summary: ['instructions'],
  translation: ['language', 'instructions'],
  creative: ['language', 'instructions'],
  chat: ['reasoning', 'language', 'instructions'],
  vision: [],
};

let loading: Promise<Qualities> | undefined;

/** Read when it is first asked for. */
export function loadQualities(): Promise<Qualities> {
  loading ??= import('../../../resources/quality.json', { with: { type: 'json' } }).then(({ default: file }) =>
    // A test holds the file against its schema.
    readQualities(file as unknown as QualityFile),
  );
  return loading;
}

export function readQualities({ tables, names }: QualityFile): Qualities {
  const qualities = new Map<string, Scores>();
  for (const [model, scores] of toOneScale(tables)) qualities.set(modelKey(model), scores);
  for (const [model, others] of Object.entries(names)) {
    const scores = qualities.get(modelKey(model));
    for (const other of others) if (scores) qualities.set(modelKey(other), scores);
  }
  return qualities;
}

export interface QualityTables {
  qualities: Qualities;
  catalogue: Catalogue;
}

/** How good a model is at a task, 0 to 1; null where no table says, and then nothing is guessed. */
export function qualityOf(
  { qualities, catalogue }: QualityTables,
  { kind, modelId, underlying }: ModelQuery,
  task: TaskType,
): number | null {
  if (underlying === undefined && catalogue.get(kind)?.ownNames) return null;
  const key = modelKey(underlying ?? modelId);
  // A dated version is likely as good as the one without a date.
  const scores = qualities.get(key) ?? qualities.get(modelKey(snapshotBase(key) ?? ''));
  const wanted = madeOf[task];
  const known = wanted.flatMap((measure) => scores?.[measure] ?? []);
  // Half of what a task is made of would be compared with the whole of it.
  if (known.length === 0 || known.length < wanted.length) return null;
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}
