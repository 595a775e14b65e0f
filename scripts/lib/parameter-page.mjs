// Makes docs/parameters.md from what the vendors declare.
import { localParameters } from '../../electron/local/interface/parameters.ts';
import { vendors } from '../../electron/providers/registry.ts';
import { modelParameters, parameterAliases, parameterNames } from '../../shared/model/parameters.ts';

const symbols = { sent: '●', other: '◐', byModel: '◇', none: '·' };

const row = (cells) => `| ${cells.join(' | ')} |`;
const table = (head, rows) => [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
const code = (text) => `\`${text}\``;

function symbolOf({ rules, models }, name) {
  const rule = rules[name];
  const differs = models.some(({ rules: own }) => own[name] && 'without' in own[name] !== 'without' in rule);
  if (differs) return symbols.byModel;
  if ('without' in rule) return symbols.none;
  return 'into' in rule || rule.remade || rule.range || rule.nearest || rule.values ? symbols.other : symbols.sent;
}

function words(rule) {
  if ('without' in rule) return `left out: ${rule.without}`;
  if ('into' in rule) return `becomes ${rule.into}`;
  const { as, range, values, nearest, remade } = rule;
  const notes = [
    range && `${range[0]} to ${range[1]}`,
    nearest &&
      Object.entries(nearest)
        .map(([from, to]) => `${from} becomes ${to}`)
        .join(', '),
    values &&
      Object.entries(values)
        .map(([from, to]) => (from === String(to) ? from : `${from} is ${code(to)}`))
        .join(', '),
    remade && 'written by its package',
  ].filter(Boolean);
  return notes.length > 0 ? `${code(as)} (${notes.join('; ')})` : code(as);
}

function formTable({ rules, models }) {
  const sent = parameterNames.filter(
    (name) => !('without' in rules[name]) || models.some(({ rules: own }) => own[name]),
  );
  return table(
    ['parameter', 'sent as'],
    sent.map((name) => {
      const own = models.flatMap(({ of, rules: byModel }) => (byModel[name] ? [`${of}: ${words(byModel[name])}`] : []));
      return [name, [words(rules[name]), ...own].join('<br>')];
    }),
  );
}

function vocabulary() {
  const { properties } = JSON.parse(JSON.stringify(modelParameters.toJSONSchema()));
  return table(
    ['parameter', 'value', 'also written'],
    parameterNames.map((name) => {
      const snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      const others = [...(snake === name ? [] : [snake]), ...(parameterAliases[name] ?? [])];
      return [code(name), valueWords(properties[name]), others.map(code).join(' ') || '-'];
    }),
  );
}

function valueWords({ type, enum: choices, minimum, exclusiveMinimum, maximum }) {
  if (choices) return choices.join(', ');
  if (type === 'array') return 'texts, or one text';
  if (type === 'object') return 'token id to -100 to 100';
  const kind = { integer: 'whole number', number: 'number', boolean: 'true or false', string: 'text' }[type];
  const least = minimum ?? exclusiveMinimum;
  const isBounded = (bound) => bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER;
  const from = isBounded(least) ? (exclusiveMinimum === undefined ? ` from ${least}` : ` above ${least}`) : '';
  return `${kind}${from}${isBounded(maximum) ? ` to ${maximum}` : ''}`;
}

/** Each with all that its models may be asked by. */
const columns = () => [
  ...vendors
    .filter(({ parameters }) => parameters.length > 0)
    .map(({ kind: { name }, parameters }) => ({ name, forms: parameters })),
  { name: 'This computer', forms: [localParameters] },
];

/** Vendors whose forms say the same share one table of names. */
function namesByForm() {
  const groups = new Map();
  for (const { name, forms } of columns()) {
    for (const form of forms) {
      const words = formTable(form);
      const group = groups.get(words) ?? { form: form.name, names: new Set() };
      group.names.add(name);
      groups.set(words, group);
    }
  }
  return [...groups].map(([words, { form, names }]) => `### ${form}: ${[...names].join(', ')}\n\n${words}`);
}

export function parameterPage() {
  const lines = columns().flatMap(({ name, forms }) =>
    forms.map((form) => [
      forms.length > 1 ? `${name}, ${form.name}` : name,
      ...parameterNames.map((parameter) => symbolOf(form, parameter)),
    ]),
  );
  return `<!-- Written by npm run parameters. Change the vendors' files or shared/model/parameters.ts, then run it. -->

# Parameters of a request

A request says what it wants in one vocabulary, whichever model answers. Each vendor's file says what becomes of it there; this page is made from those files, and a test sends every parameter through every vendor's package and holds this table against the request that comes out.

## The vocabulary

${vocabulary()}

\`null\` and an empty \`stop\` are as if they were not there, and so is a \`maxOutputTokens\` of -1. Two names of one parameter that say different things are refused, as is a value out of its range (\`VALIDATION_FAILED\`, with the name as it was written).

## When a model does not take something

\`onUnsupported\` of a request says what happens:

- \`drop\` (usual): it is left out, or set to the nearest value, and the answer carries a warning: the parameter, \`dropped\` or \`converted\`, and why. It is known before the first piece of the answer, and the window shows it below the answer.
- \`refuse\`: the request is refused with \`UNSUPPORTED_PARAMETER\`, which names the parameter and the model. What this table knows is refused before anything is sent. What only a vendor's package knows of a single model is refused when its stream begins: the request was sent then, and nothing of its answer is shown.

What changes nothing is left out without a word: a penalty of 0, a \`repetitionPenalty\` or \`topP\` of 1, \`n: 1\`, \`logprobs: false\`.

How values are converted:

- **temperature** is never scaled. It divides the logits everywhere alike, so 0.7 means the same at each vendor; only what lies above a vendor's most is set to it.
- **reasoningBudget** where a vendor knows only efforts: up to 1,024 tokens is minimal, to 4,096 low, to 12,288 medium, to 24,576 high, above xhigh. 0 is \`none\` everywhere.
- **reasoningEffort** where a model wants a budget: the vendor's package takes a share of the model's longest answer.
- Both at once: the one that the vendor takes is sent, the other is left out with a warning.
- The model catalogue overrules this table: a model that is known to set its own temperature gets no \`temperature\`, \`topP\`, \`topK\` or \`minP\`, and one that does not reason no effort and no budget.

## By vendor

${symbols.sent} sent as it is, under the vendor's name · ${symbols.other} sent in other words, in a narrower range, or as something else of the same meaning · ${symbols.byModel} depends on the model · ${symbols.none} left out

${table(['', ...parameterNames], lines)}

## Under which names

${namesByForm().join('\n\n')}
`;
}
