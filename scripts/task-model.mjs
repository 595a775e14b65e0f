// `node scripts/task-model.mjs`: learns from the prompts in scripts/task-model/prompts and two of the fixtures what speaks
// for which task, and writes electron/routing/task/weights.json. `--try` only says how well it does on prompts held back.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { featuresOf } from '../electron/routing/task/features.ts';
import { taskType } from '../shared/model/routing.ts';
import { at } from './lib/root.mjs';
import { encode } from './task-model/encode.mjs';
import { trainingPrompts } from './task-model/prompts.mjs';
import { frequentNames, softmax, telling, train } from './task-model/train.mjs';

const { values } = parseArgs({ options: { try: { type: 'boolean', default: false } } });
// An image decides for vision by itself.
const tasks = taskType.options.filter((task) => task !== 'vision');
const examples = trainingPrompts().map((prompt) => ({ ...prompt, features: featuresOf(prompt.text) }));
const folds = 5;

/** Trained twice: to find the features that tell, then with those alone. */
function learn(from) {
  const all = train(from, tasks, { decay: 2, passes: 60, names: frequentNames(from, 2) });
  return train(from, tasks, { decay: 2, passes: 120, names: telling(from, all, 1800) });
}

const heldBack = Array.from({ length: folds }, (_, fold) => {
  const model = learn(examples.filter(({ group }) => group % folds !== fold));
  return examples
    .filter(({ group }) => group % folds === fold)
    .map((example) => ({ ...example, scores: scoresOf(model, example.features) }));
}).flat();
const sharpness = bestSharpness(heldBack);
report(heldBack, sharpness);
if (!values.try) {
  const text = encode(learn(examples), tasks, sharpness);
  writeFileSync(at('electron', 'routing', 'task', 'weights.json'), text);
  console.log(`${(text.length / 1000).toFixed(1)} kB written`);
}

function scoresOf({ bias, weights }, features) {
  const rows = [...features].flatMap((name) => (weights.has(name) ? [weights.get(name)] : []));
  return bias.map((start, task) => rows.reduce((sum, row) => sum + row[task], start));
}

/** By how much the scores are to be spread so that a likelihood says how often it is right. */
function bestSharpness(held) {
  const loss = (factor) =>
    held.reduce(
      (sum, { scores, task, weight }) =>
        sum - weight * Math.log(softmax(scores.map((score) => score * factor))[tasks.indexOf(task)]),
      0,
    );
  const factors = Array.from({ length: 40 }, (_, step) => 0.5 + step * 0.05);
  return factors.reduce((one, other) => (loss(other) < loss(one) ? other : one));
}

function report(held, factor) {
  const share = (rows) => {
    const sum = (list) => list.reduce((total, { weight }) => total + weight, 0);
    return `${((100 * sum(rows.filter(({ isRight }) => isRight))) / sum(rows)).toFixed(1)} % of ${rows.length}`;
  };
  const guesses = held.map(({ scores, task, ...rest }) => {
    const chances = softmax(scores.map((score) => score * factor));
    const confidence = Math.max(...chances);
    return { ...rest, task, confidence, isRight: tasks[chances.indexOf(confidence)] === task };
  });
  console.log(`held back: ${share(guesses)}, sharpness ${factor.toFixed(2)}`);
  for (const [name, rows] of Object.entries(Object.groupBy(guesses, ({ source }) => source)))
    console.log(`  ${name}: ${share(rows)}`);
  const tenths = Object.groupBy(guesses, ({ confidence }) => Math.min(9, Math.floor(confidence * 10)));
  for (const [tenth, rows] of Object.entries(tenths))
    console.log(`  confidence from ${tenth}0 %: ${share(rows)} right`);
}
