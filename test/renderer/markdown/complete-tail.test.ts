import { describe, expect, it } from 'vitest';
import { completeTail } from '../../../renderer/components/markdown/complete-tail.ts';

// Catches marks that flash up raw while an answer streams, and text that the mending itself would damage.
describe('completeTail', () => {
  it.each([
    ['open emphasis', 'this is **very impor', 'this is **very impor**'],
    ['emphasis just opened', 'this is **', 'this is '],
    ['emphasis half closed', 'this is **bold*', 'this is **bold**'],
    ['open code', 'call `split', 'call `split`'],
    ['code just opened', 'call `', 'call '],
    ['link words', 'see [the man', 'see the man'],
    ['link address', 'see [the manual](https://exam', 'see the manual'],
    ['only the last paragraph counts', 'a **lone mark\n\nthen **bo', 'a **lone mark\n\nthen **bo**'],
  ])('mends %s', (_, raw, shown) => {
    expect(completeTail(raw)).toBe(shown);
  });

  it.each([
    'plain words',
    'done **bold** and `code`',
    'a [link](https://example.org) follows',
    'a [reference]',
    '- ',
    '* item\n* ',
    '**',
    'two ** inside `a ** b`, ** even',
  ])('leaves %j alone', (raw) => {
    expect(completeTail(raw)).toBe(raw);
  });
});
