import { expect, it } from 'vitest';
import { type Highlighted, loadTokenizer } from '../../../renderer/components/markdown/highlight.ts';
import { nothingHighlighted } from '../../../renderer/components/markdown/use-highlighted.ts';

const code = 'const a = `one\n/* two\nthree` + 1;\n/* a\ncomment */\nreturn a;';

const textOf = ({ lines }: Highlighted): string =>
  lines.map((line) => line.map(({ text }) => text).join('')).join('\n');

// Catches a template string or comment that loses its colour where streaming happened to pause.
it('gives streamed code the same colours as code highlighted at once', async () => {
  const tokenizer = await loadTokenizer('ts');
  if (!tokenizer) throw new Error('typescript has a grammar');
  const whole = tokenizer.more(code, { done: nothingHighlighted, isComplete: true, maxLines: 100 });
  let done = nothingHighlighted;
  for (let end = 1; end <= code.length; end += 1) {
    done = tokenizer.more(code.slice(0, end), { done, isComplete: false, maxLines: 1 });
  }
  done = tokenizer.more(code, { done, isComplete: true, maxLines: 1 });
  expect(done.lines).toEqual(whole.lines);
  expect(textOf(done)).toBe(code);
  expect(done.length).toBe(code.length);
});

it('takes whole lines only while more may come, and stops when nothing is left', async () => {
  const tokenizer = await loadTokenizer('js');
  if (!tokenizer) throw new Error('javascript has a grammar');
  const done = tokenizer.more('one();\ntwo(', { done: nothingHighlighted, isComplete: false, maxLines: 9 });
  expect(textOf(done)).toBe('one();');
  expect(tokenizer.more('one();\ntwo(', { done, isComplete: false, maxLines: 9 })).toBe(done);
});

it('leaves code of an unknown language plain instead of failing', async () => {
  expect(await loadTokenizer('')).toBeNull();
  expect(await loadTokenizer('constructor')).toBeNull();
});
