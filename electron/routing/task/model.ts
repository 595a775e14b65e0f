import type { TaskType } from '../../../shared/model/routing.ts';
import weights from './weights.json' with { type: 'json' };

const tasks = weights.tasks as TaskType[];
/** A letter a task: how many steps it is from the one in the middle. */
const middle = weights.middle.charCodeAt(0);
const rows = new Map(Object.entries(weights.features));

/** How likely each task is, going by the features; they add up to 1. */
export function likelihoods(features: Iterable<string>): { task: TaskType; likelihood: number }[] {
  const found = [...features].flatMap((feature) => rows.get(feature) ?? []);
  const scores = weights.bias.map((bias, task) =>
    found.reduce((sum, row) => sum + row.charCodeAt(task) - middle, bias),
  );
  const most = Math.max(...scores);
  const powers = scores.map((score) => Math.exp((score - most) * weights.step));
  const sum = powers.reduce((one, other) => one + other, 0);
  return tasks.map((task, index) => ({ task, likelihood: (powers[index] ?? 0) / sum }));
}

/** Whether it goes by words at all, and not just by what the prompt looks like. */
export const knowsWords = (features: ReadonlySet<string>): boolean =>
  features.values().some((feature) => /^(?:w|cue|@)/.test(feature) && rows.has(feature));
