import type { TaskType } from '../../shared/model/routing.ts';
import { taskCues } from './task-cues.ts';

export interface TaskGuess {
  task: TaskType;
  /** 0 to 1: how far ahead it is of the next one. */
  confidence: number;
}

/** What is asked for stands at the beginning or at the end; between is what it is asked of. */
const edge = 600;
const edgesOf = (text: string): string =>
  text.length <= 2 * edge ? text : `${text.slice(0, edge)}\n${text.slice(-edge)}`;

/** As the cues are written. */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss');

/** Guesses the kind of task of a prompt: by its words alone, on this computer. */
export function guessTask(text: string, { hasImage = false }: { hasImage?: boolean } = {}): TaskGuess {
  if (hasImage) return { task: 'vision', confidence: 1 };
  const asked = plain(edgesOf(text.trim()));
  const scores = new Map<TaskType, number>();
  for (const { task, weight, pattern } of taskCues) {
    if (pattern.test(asked)) scores.set(task, (scores.get(task) ?? 0) + weight);
  }
  const [best, next] = [...scores].sort(([, one], [, other]) => other - one);
  // Somebody who asks for nothing in particular talks.
  if (!best) return { task: 'chat', confidence: 0.2 };
  const [task, score] = best;
  return { task, confidence: (score - (next?.[1] ?? 0)) / score };
}
