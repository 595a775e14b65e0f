import { expect, test } from 'vitest';
import { featuresOf } from '../../../electron/routing/task/features.ts';
import weights from '../../../electron/routing/task/weights.json' with { type: 'json' };
import { guessTask } from '../../../electron/routing/task-type.ts';
import { trainingPrompts } from '../../../scripts/task-model/prompts.mjs';
import type { TaskType } from '../../../shared/model/routing.ts';
import { blindPrompts } from '../../fixtures/routing/blind-prompts.ts';
import { prompts } from '../../fixtures/routing/prompts.ts';

type Labelled = Record<TaskType, readonly string[]>;
interface Guess {
  isRight: boolean;
  confidence: number;
  line: string;
}

const guessesOf = (set: Labelled): Guess[] =>
  Object.entries(set).flatMap(([task, texts]) =>
    texts.map((text) => {
      const guess = guessTask(text, { hasImage: task === 'vision' });
      const line = `${task}, taken for ${guess.task} (${guess.confidence.toFixed(2)}): ${text.slice(0, 90)}`;
      return { isRight: guess.task === task, confidence: guess.confidence, line };
    }),
  );

function shareOf(guesses: readonly Guess[]): number {
  const missed = guesses.filter(({ isRight }) => !isRight);
  // The misses are known, not hidden.
  console.log(`${guesses.length - missed.length} of ${guesses.length}\n${missed.map(({ line }) => line).join('\n')}`);
  return 1 - missed.length / guesses.length;
}

// Catches: features that take each other's prompts. Learned from, so this is no more than a floor.
test('at least nine of ten prompts are taken for what they are', () => {
  expect(shareOf(guessesOf(prompts))).toBeGreaterThanOrEqual(0.9);
});

// Catches: a model that knows its training by heart. It was never trained on these, nor made better by looking at them.
test('so are about as many that it has never met', () => {
  expect(shareOf(guessesOf(blindPrompts))).toBeGreaterThanOrEqual(0.89);
});

// Catches: a confidence that means nothing.
test('it is right about as often as it says', () => {
  const guesses = guessesOf({ ...blindPrompts, vision: [] });
  const between = (from: number, until: number) => {
    const some = guesses.filter(({ confidence }) => confidence >= from && confidence < until);
    const right = some.filter(({ isRight }) => isRight).length / some.length;
    console.log(`${from} to ${until}: ${(100 * right).toFixed(0)} % of ${some.length} right`);
    return right;
  };
  expect(between(0.9, 1.01)).toBeGreaterThanOrEqual(0.9);
  expect(between(0, 0.6)).toBeLessThan(0.9);
  const claimed = guesses.reduce((sum, { confidence }) => sum + confidence, 0) / guesses.length;
  const right = guesses.filter(({ isRight }) => isRight).length / guesses.length;
  expect(Math.abs(claimed - right)).toBeLessThan(0.05);
});

// Catches: features that were changed without training again, so that weights are for what is no longer found.
test('every weight is for a feature that some prompt has', () => {
  const found = new Set(trainingPrompts().flatMap(({ text }) => [...featuresOf(text)]));
  expect(Object.keys(weights.features).filter((name) => !found.has(name))).toEqual([]);
});

// Catches: a classifier that a request would have to wait for.
test('a guess takes no time', () => {
  const long = 'Please look at the report, 42 % of which was written by 7 people: "it works". '.repeat(2000);
  guessTask(long);
  const before = process.cpuUsage();
  for (let times = 0; times < 200; times++) guessTask(long);
  const { user, system } = process.cpuUsage(before);
  const each = (user + system) / 1000 / 200;
  console.log(`${each.toFixed(2)} ms each`);
  expect(each).toBeLessThan(3);
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
  expect(guessTask('Qwfp zxcdv '.repeat(30)).confidence).toBeLessThan(0.5);
  expect(guessTask('Translate to German: The meeting was moved.').confidence).toBeGreaterThan(0.5);
});
