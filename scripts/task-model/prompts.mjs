import { readdirSync, readFileSync } from 'node:fs';
import { blindPrompts } from '../../test/fixtures/routing/blind-prompts.ts';
import { prompts } from '../../test/fixtures/routing/prompts.ts';
import { unseenPrompts } from '../../test/fixtures/routing/unseen-prompts.ts';
import { unlike } from './resemblance.mjs';

const folder = new URL('./prompts/', import.meta.url);

/** A prompt begins with `> `. One with `>+ ` is asked of some text, with `>c ` of some code, and any will do. */
function read(name) {
  const blocks = readFileSync(new URL(name, folder), 'utf8')
    .split(/^>(?=[+c]? )/m)
    .slice(1);
  return blocks.map((block) => ({ text: block.replace(/^[+c]? /, '').trim(), kind: block[0] }));
}

const isOwn = unlike(Object.values(blindPrompts).flat());
const textsOf = (name) => read(name).map(({ text }) => text);
const materials = { '+': textsOf('materials.txt'), c: textsOf('code-materials.txt') };

/** All that is learned from: { task, text, weight, group, source }. What stems from one prompt is in one group. */
export function trainingPrompts() {
  let group = 0;
  const found = [];
  const add = (task, texts, source) => {
    if (!texts.every(isOwn)) return;
    group++;
    for (const text of texts) found.push({ task, text, weight: 1 / Math.sqrt(texts.length), group, source });
  };
  for (const file of readdirSync(folder).sort()) {
    const task = file.replace('.txt', '');
    if (file.endsWith('materials.txt')) continue;
    for (const [index, { text, kind }] of read(file).entries()) {
      add(task, kind === ' ' ? [text] : around(text, materials[kind], index), 'own');
    }
  }
  for (const [source, set] of Object.entries({ prompts, unseenPrompts })) {
    for (const [task, texts] of Object.entries(set)) {
      if (task !== 'vision') for (const text of texts) add(task, [text], source);
    }
  }
  return found;
}

function around(ask, texts, index) {
  const material = (step) => texts[(index * 7 + step) % texts.length];
  return [`${ask}\n\n${material(0)}`, `${material(5)}\n\n${ask}`, `${ask}: ${material(11).replaceAll('\n', ' ')}`];
}
