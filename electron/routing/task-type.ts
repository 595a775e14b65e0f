import type { TaskType } from '../../shared/model/routing.ts';
import { featuresOf } from './task/features.ts';
import { knowsWords, likelihoods } from './task/model.ts';

export interface TaskGuess {
  task: TaskType;
  /** 0 to 1: how often such a guess is right. */
  confidence: number;
}

/** What is asked for stands at the beginning or at the end; between is what it is asked of. */
const edge = 600;
const edgesOf = (text: string): string =>
  text.length <= 2 * edge ? text : `${text.slice(0, edge)}\n${text.slice(-edge)}`;

/** As sure as one can be of words that were never met. */
const unsure = 0.4;

/** Guesses the kind of task of a prompt: by its words alone, on this computer. */
export function guessTask(text: string, { hasImage = false }: { hasImage?: boolean } = {}): TaskGuess {
  if (hasImage) return { task: 'vision', confidence: 1 };
  const features = featuresOf(edgesOf(text.trim()));
  const chances = likelihoods(features);
  const { task, likelihood } = chances.reduce((one, other) => (other.likelihood > one.likelihood ? other : one));
  return { task, confidence: knowsWords(features) ? likelihood : Math.min(likelihood, unsure) };
}
