import { describe, expect, it } from 'vitest';
import { type Block, createSplitter, splitBlocks } from '../../../renderer/components/markdown/split-blocks.ts';

const answer = `# Sorting

Two ways, the first **stable**:

1. Compare
2. Swap

   with a paragraph inside

- [ ] a task
- another

\`\`\`ts
const a = [3, 1, 2];

a.sort();
\`\`\`

| a | b |
|---|---|
| 1 | 2 |

> quoted
> twice

Text with [a link][ref] and a [second](https://example.org).
1 lazy line

* * *

~~~
\`\`\` inside tildes
~~~

<div>
html
</div>

Ünïcödé 👩‍👩‍👧 at the end

[ref]: https://example.com
`;

const joined = (blocks: readonly Block[]): string => blocks.map(({ raw }) => raw).join('');
const raws = (blocks: readonly Block[]): string[] => blocks.map(({ raw }) => raw);

/** The same pieces every time, of all lengths. */
function* pieces(text: string, seed: number): Generator<string> {
  let state = seed;
  for (let at = 0; at < text.length; ) {
    state = (state * 1103515245 + 12345) % 2147483648;
    const end = at + 1 + (state % 17);
    yield text.slice(at, end);
    at = end;
  }
}

describe('splitBlocks', () => {
  it('never loses or doubles a character, whatever the pieces', () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const split = createSplitter();
      let text = '';
      for (const piece of pieces(answer, seed)) {
        text += piece;
        expect(joined(split(text).blocks)).toBe(text);
      }
    }
  });

  it('ends with the same blocks as when split at once, so a streamed answer looks like a loaded one', () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const split = createSplitter();
      let text = '';
      for (const piece of pieces(answer, seed)) split((text += piece));
      expect(raws(split(text).blocks)).toEqual(raws(splitBlocks(answer).blocks));
    }
    const byCharacter = createSplitter();
    for (let end = 1; end <= answer.length; end += 1) byCharacter(answer.slice(0, end));
    expect(raws(byCharacter(answer).blocks)).toEqual(raws(splitBlocks(answer).blocks));
  });

  it('keeps finished blocks as the same objects, so React does not draw them again', () => {
    const split = createSplitter();
    const before = split('First.\n\nSecond.\n\nThird is being wri').blocks;
    const after = split('First.\n\nSecond.\n\nThird is being written.\n\nFourth').blocks;
    expect(after[0]).toBe(before[0]);
    expect(after[1]).toBe(before[1]);
    expect(after).toHaveLength(4);
  });

  it('keeps an open fence one block, blank lines and list marks inside included', () => {
    const { blocks } = splitBlocks('Look:\n\n```python\na = 1\n\n- not a list\n\n# no heading');
    expect(blocks).toHaveLength(2);
    expect(blocks[1]).toMatchObject({ kind: 'code', language: 'python', isClosed: false });
  });

  it('knows a closed fence from one with a shorter or other fence inside', () => {
    expect(splitBlocks('```\na\n```').blocks[0]).toMatchObject({ isClosed: true, code: 'a' });
    expect(splitBlocks('````\na\n```').blocks[0]).toMatchObject({ isClosed: false });
    expect(splitBlocks('~~~\na\n```').blocks[0]).toMatchObject({ isClosed: false });
  });

  it('does not show half a closing fence as code', () => {
    expect(splitBlocks('```\nlast line\n``').blocks[0]).toMatchObject({ code: 'last line' });
  });

  it('takes a number after a list back into the list when it was only text', () => {
    const split = createSplitter();
    split('- item\n1');
    split('- item\n1.');
    expect(raws(split('- item\n1.5 litres').blocks)).toEqual(['- item\n1.5 litres']);
  });

  it('reads Windows line ends, and keeps them', () => {
    const text = '# Title\r\n\r\nText\r\n\r\n```js\r\n1\r\n```\r\n';
    const { blocks } = splitBlocks(text);
    expect(joined(blocks)).toBe(text);
    expect(blocks.map(({ kind }) => kind)).toEqual(['markdown', 'markdown', 'code']);
  });

  it('starts over when the text is another one', () => {
    const split = createSplitter();
    split('First.\n\nSecond.');
    expect(raws(split('Other.').blocks)).toEqual(['Other.']);
  });

  it('finds link definitions for blocks that stand elsewhere, but no footnotes', () => {
    const { definitions } = splitBlocks('See [a].\n\n[a]: https://example.com\n\n[^1]: a note');
    expect(definitions).toBe('[a]: https://example.com');
  });
});
