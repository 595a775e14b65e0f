import { taskCues } from './cues.ts';
import { languageOf } from './language.ts';
import { classesOf } from './lexicon.ts';
import { type Parts, takeApart } from './parts.ts';
import { shapeOf } from './shape.ts';

/** Enough of a word that its endings do not matter. */
const stem = (word: string): string => (word.length > 7 ? word.slice(0, 6) : word);

const wordsIn = (text: string): string[] =>
  text.toLowerCase().match(/\p{L}[\p{L}']*(?:-(?=up\b|one\b|liner\b)\p{L}+)?|\d+(?:[.,]\d+)*\s?%?|[?!]/gu) ?? [];

/** A word as the model counts it: a number is like any other. */
const token = (word: string): string => (/^\d/.test(word) ? (word.endsWith('%') ? '#%' : '#') : stem(word));

function askFeatures(ask: string, add: (name: string) => void): { first: string[]; isPersonal: boolean } {
  const words = wordsIn(ask).slice(0, 90);
  const tokens = words.map(token);
  const kinds = words.map((word, index) => {
    const classes = classesOf(word);
    return classes.length > 0 ? classes.map((name) => `@${name}`) : [tokens[index] ?? ''];
  });
  for (const [index, word] of tokens.entries()) {
    add(`w ${word}`);
    for (const kind of kinds[index] ?? []) {
      if (kind.startsWith('@')) add(kind);
      if (index === 0) add(`^${kind}`);
      if (index === tokens.length - 1) add(`${kind}$`);
      for (const next of kinds[index + 1] ?? []) {
        add(`${kind} ${next}`);
        if (index === 0) add(`^${kind} ${next}`);
      }
    }
  }
  if (tokens[0]) add(`^w ${tokens[0]}`);
  const classes = kinds.flat().filter((kind) => kind.startsWith('@'));
  if (classes.length === 0) add(`no class ${Math.min(tokens.length, 4)}`);
  for (const kind of new Set(classes)) {
    const times = classes.filter((other) => other === kind).length;
    if (times > 1) add(`${kind} ${times > 2 ? 'often' : 'twice'}`);
  }
  return { first: kinds[0] ?? [], isPersonal: classes.some((kind) => personal.has(kind)) };
}

const personal = new Set(['@myself', '@yourself', '@ours']);
/** What tells one question from another that begins with the same word. */
const telling = [
  ...['code', 'call', 'camelCase', 'failure', 'shell', 'numbers 1', 'material', 'short quote', 'or', 'ends ?'].map(
    (name) => `~${name}`,
  ),
  ...'program code maths judge choose thought science unit money feel language screen machine fails document'
    .split(' ')
    .map((name) => `@${name}`),
];

function languagesOf(text: string, { ask, material }: Parts): string[] {
  const own = languageOf(ask);
  const quote = /["“„«]([^"”“»\n]+)["”“»]/.exec(text)?.[1];
  const quoted = languageOf(quote ?? '');
  const other = languageOf(material);
  return [
    `in ${own}`,
    ...(quote ? [quoted === 'unknown' ? 'quote unknown' : quoted === own ? 'quote same' : 'quote foreign'] : []),
    ...(other !== own && other !== 'unknown' && own !== 'unknown' ? ['two languages'] : []),
  ];
}

/** As cues and lexicon are written. */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss');

/** What the model goes by, each said once. */
export function featuresOf(prompt: string): Set<string> {
  const text = plain(prompt);
  const features = new Set<string>();
  const add = (name: string) => features.add(name);
  const parts = takeApart(text);
  const { first, isPersonal } = askFeatures(parts.ask, add);
  if (!isPersonal) add('nobody');
  taskCues.forEach(({ task, pattern }, index) => {
    if (pattern.test(text)) add(`cue ${task} ${index}`);
    if (pattern.test(parts.ask)) add(`ask ${task}`);
  });
  for (const name of shapeOf(text, parts)) add(name);
  for (const name of languagesOf(text, parts)) add(name);
  if (/[^\p{ASCII}äöüßÄÖÜ\P{L}]/u.test(prompt.normalize('NFC'))) add('foreign letters');
  for (const kind of first) {
    if (!kind.startsWith('@')) continue;
    for (const name of telling) if (features.has(name)) add(`^${kind} & ${name}`);
    add(`^${kind} & ${isPersonal ? 'somebody' : 'nobody'}`);
  }
  return features;
}
