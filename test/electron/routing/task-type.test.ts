import { expect, test } from 'vitest';
import { guessTask } from '../../../electron/routing/task-type.ts';
import type { TaskType } from '../../../shared/model/routing.ts';
import { prompts } from '../../fixtures/routing/prompts.ts';
import { unseenPrompts } from '../../fixtures/routing/unseen-prompts.ts';

type Labelled = Record<TaskType, readonly string[]>;

function shareOf(set: Labelled): number {
  const labelled = Object.entries(set).flatMap(([task, texts]) => texts.map((text) => ({ task, text })));
  const missed = labelled.flatMap(({ task, text }) => {
    const guess = guessTask(text, { hasImage: task === 'vision' });
    return guess.task === task ? [] : [`${task}, taken for ${guess.task}: ${text.slice(0, 90)}`];
  });
  // The misses are known, not hidden.
  console.log(`${labelled.length - missed.length} of ${labelled.length}\n${missed.join('\n')}`);
  return 1 - missed.length / labelled.length;
}

// Catches: cues that take each other's prompts.
test('at least nine of ten prompts are taken for what they are', () => {
  expect(shareOf(prompts)).toBeGreaterThanOrEqual(0.9);
});

// Catches: cues that know one set by heart. Nobody who wrote them had read this one.
test('of prompts that were never looked at, most are', () => {
  expect(shareOf(unseenPrompts)).toBeGreaterThanOrEqual(0.7);
});

// Catches: a long text that is taken for the task it talks about.
test('what is asked for is looked for at both ends', () => {
  const article = 'The committee met on Monday and spoke about the budget of the town. '.repeat(200);
  expect(guessTask(`${article}\n\nSummarise this in three sentences.`).task).toBe('summary');
  expect(guessTask(`Translate to German:\n${article}`).task).toBe<TaskType>('translation');
});

// Catches: a guess that claims to be sure of what nothing speaks for.
test('it says when it is not sure', () => {
  expect(guessTask('Xyzzy plugh').confidence).toBeLessThan(0.5);
  expect(guessTask('Translate to German: The meeting was moved.').confidence).toBeGreaterThan(0.5);
});
