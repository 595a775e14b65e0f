/** mulberry32: the same values in every run of a seed. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Random = () => number;

const pick = <Item>(random: Random, items: readonly Item[]): Item => {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
};

const letters = [
  'a',
  '"',
  '\\',
  '\n',
  '{',
  '}',
  '[',
  ']',
  ':',
  ',',
  ' ',
  'ä',
  '🌍',
  '\u2028',
  '/',
  '\u0000',
  'model',
  '0',
];
/** None ends in a backslash: Node 24 reads `{"a":1,"\\u00df":1}` wrongly once it has seen `{"a":1,"\\\\":1}`. */
const names = ['model', 'options', 'top_p', 'x', '"', '\n', 'mo"del', 'ß', '', 'model\t'];
const spaces = ['', '', '', ' ', '\n', '\t', '\r\n', '  '];

const randomText = (random: Random): string =>
  Array.from({ length: Math.floor(random() * 6) }, () => pick(random, letters)).join('');

/** JSON has more than one way to write a text. */
const written = (random: Random, text: string): string => {
  const plain = JSON.stringify(text);
  if (random() < 0.7) return plain;
  return `"${Array.from({ length: text.length }, (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`).join('')}"`;
};

type Written = { text: string; value: unknown };

function randomValue(random: Random, depth: number): Written {
  const kind = random();
  if (depth > 0 && kind < 0.25) return randomObject(random, depth - 1);
  if (depth > 0 && kind < 0.4) {
    const items = Array.from({ length: Math.floor(random() * 4) }, () => randomValue(random, depth - 1));
    const space = pick(random, spaces);
    return {
      text: `[${space}${items.map(({ text }) => text).join(`${space},`)}${space}]`,
      value: items.map(({ value }) => value),
    };
  }
  if (kind < 0.7) {
    const value = randomText(random);
    return { text: written(random, value), value };
  }
  const text = pick(random, ['0', '-1.5e3', '12345678901234567890', '1E+2', 'true', 'false', 'null', '0.1']);
  return { text, value: JSON.parse(text) };
}

/** An object with names that come more than once, in the text that it was written as. */
export function randomObject(random: Random, depth = 3): { text: string; value: Record<string, unknown> } {
  const value: Record<string, unknown> = {};
  const members = Array.from({ length: Math.floor(random() * 5) }, () => {
    const name = pick(random, names);
    const given = randomValue(random, depth);
    value[name] = given.value;
    const [a, b, c, d] = [1, 2, 3, 4].map(() => pick(random, spaces));
    return `${a}${written(random, name)}${b}:${c}${given.text}${d}`;
  });
  const space = pick(random, spaces);
  return { text: `${space}{${members.join(',')}${members.length === 0 ? space : ''}}${space}`, value };
}
