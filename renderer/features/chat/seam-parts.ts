import type { Seam } from '../../../shared/model/conversation.ts';
import { type Block, splitBlocks } from '../../components/markdown/split-blocks.ts';

export interface Part {
  text: string;
  /** What stands above it; null for the beginning. */
  seam: Seam | null;
}

const list = /^ {0,3}(?:[-*+]|\d{1,9}[.)])\s/;
const quote = /^ {0,3}>/;
const table = /^[^\n]*\|[^\n]*\n {0,3}\|?[ :|-]*-[ :|-]*(?:\n|$)/;

/** A piece of a block that reads as it did in the whole. */
function pieceOf({ raw, kind }: Block, from: number, to: number): string {
  const piece = raw.slice(from, to);
  const isInLine = from > 0 && raw[from - 1] !== '\n';
  // Code stays code: its fence is opened once more.
  const fence = raw.slice(0, raw.indexOf('\n') + 1);
  if (kind === 'code' && from >= fence.length && from > 0) return `${fence}${piece}`;
  if (isInLine && quote.test(raw)) return `> ${piece}`;
  // A numbered item right behind a line of text would be part of it.
  if (isInLine && list.test(raw)) return piece.replace('\n', '\n\n');
  return piece;
}

/** An answer in the parts that different models wrote. A table is drawn whole, with the seam below it. */
export function partsAt(text: string, seams: readonly Seam[]): Part[] {
  if (seams.length === 0) return [{ text, seam: null }];
  const parts: Part[] = [{ text: '', seam: null }];
  const write = (more: string): void => {
    const last = parts.at(-1);
    if (last) last.text += more;
  };
  let position = 0;
  let waiting = seams;
  for (const block of splitBlocks(text).blocks) {
    const end = position + block.raw.length;
    const inside = waiting.filter(({ at }) => at < end);
    waiting = waiting.slice(inside.length);
    let from = 0;
    for (const seam of inside) {
      const isWhole = block.kind === 'markdown' && table.test(block.raw) && seam.at > position;
      const to = isWhole ? block.raw.length : seam.at - position;
      write(pieceOf(block, from, to));
      parts.push({ text: '', seam });
      from = to;
    }
    if (from < block.raw.length) write(pieceOf(block, from, block.raw.length));
    position = end;
  }
  return [...parts, ...waiting.map((seam) => ({ text: '', seam }))];
}
