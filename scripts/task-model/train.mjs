/** Multinomial logistic regression in whole passes, so that the same examples always give the same weights. */
export function train(examples, tasks, { decay, passes, names }) {
  const size = tasks.length;
  const indexOf = new Map(names.map((name, index) => [name, index]));
  const bias = names.length;
  const rows = examples.map(({ features, task, weight }) => ({
    at: Int32Array.from([...[...features].flatMap((name) => indexOf.get(name) ?? []), bias]),
    task: tasks.indexOf(task),
    weight,
  }));
  const total = rows.reduce((sum, { weight }) => sum + weight, 0);
  const weights = new Float64Array((bias + 1) * size);
  const gradient = new Float64Array(weights.length);
  const squares = new Float64Array(weights.length).fill(1e-8);
  for (let pass = 0; pass < passes; pass++) {
    gradient.fill(0);
    for (const { at, task, weight } of rows) {
      const chances = softmax(sums(weights, at, size));
      for (let k = 0; k < size; k++) {
        const error = (weight * (chances[k] - (k === task ? 1 : 0))) / total;
        for (const index of at) gradient[index * size + k] += error;
      }
    }
    // Adagrad: rare features move as far as frequent ones. The bias is held back by nothing.
    for (let i = 0; i < weights.length; i++) {
      const slope = gradient[i] + (i < bias * size ? (decay * weights[i]) / total : 0);
      squares[i] += slope * slope;
      weights[i] -= (0.25 * slope) / Math.sqrt(squares[i]);
    }
  }
  const of = (index) => Array.from(weights.subarray(index * size, (index + 1) * size));
  return { bias: of(bias), weights: new Map(names.map((name, index) => [name, of(index)])) };
}

function sums(weights, at, size) {
  const scores = new Float64Array(size);
  for (const index of at) for (let k = 0; k < size; k++) scores[k] += weights[index * size + k];
  return scores;
}

export function softmax(scores) {
  const most = Math.max(...scores);
  const powers = Array.from(scores, (score) => Math.exp(score - most));
  const sum = powers.reduce((one, other) => one + other, 0);
  return powers.map((power) => power / sum);
}

const alphabetically = (one, other) => (one < other ? -1 : 1);

/** What occurs in prompts of at least so many groups, in an order that does not change. */
export function frequentNames(examples, atLeast) {
  const groups = new Map();
  for (const { features, group } of examples) {
    for (const name of features) groups.set(name, (groups.get(name) ?? new Set()).add(group));
  }
  return [...groups]
    .filter(([, { size }]) => size >= atLeast)
    .map(([name]) => name)
    .sort(alphabetically);
}

/** Those that tell the most, by how far apart they hold the tasks and how often they can. */
export function telling(examples, { weights }, count) {
  const times = new Map();
  for (const { features, weight } of examples) {
    for (const name of features) times.set(name, (times.get(name) ?? 0) + weight);
  }
  const worth = ([name, row]) => (Math.max(...row) - Math.min(...row)) * Math.sqrt(times.get(name) ?? 0);
  const ranked = [...weights].map((entry) => ({ name: entry[0], worth: worth(entry) }));
  return ranked
    .sort((one, other) => other.worth - one.worth || alphabetically(one.name, other.name))
    .slice(0, count)
    .map(({ name }) => name)
    .sort(alphabetically);
}
