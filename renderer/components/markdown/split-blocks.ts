import { Lexer, type Token, type Tokens } from 'marked';

/** A piece of markdown that is drawn on its own. `raw` is its exact source: the blocks joined are the text. */
export type Block =
  | { kind: 'markdown'; raw: string; definitions: readonly string[] }
  | { kind: 'code'; raw: string; language: string; code: string; isClosed: boolean };

export interface Split {
  text: string;
  blocks: readonly Block[];
  /** Link definitions (`[a]: https://…`) of all blocks: a block may use one that stands in another. */
  definitions: string;
}

export const emptySplit: Split = { text: '', blocks: [], definitions: '' };

/** Same length, so that positions still fit the text: the lexer knows line feeds only. */
const withoutCarriageReturns = (text: string): string =>
  text.includes('\r') ? text.replaceAll('\r\n', ' \n').replaceAll('\r', '\n') : text;

const openingFence = /^ {0,3}(`{3,}|~{3,})/;

function isFenceClosed(raw: string): boolean {
  const fence = openingFence.exec(raw)?.[1];
  if (!fence) return true;
  const lastLine = raw.trimEnd().split('\n').slice(1).at(-1)?.trim() ?? '';
  return lastLine.length >= fence.length && lastLine.replaceAll(fence.charAt(0), '') === '';
}

const definitionLine = /^ {0,3}\[[^\]^][^\]]*\]:[ \t]*\S.*$/gm;

const toMarkdown = (raw: string): Block => ({
  kind: 'markdown',
  raw,
  definitions: raw.includes(']:') ? (raw.match(definitionLine) ?? []) : [],
});

function toBlock(token: Token, raw: string): Block {
  const { type } = token;
  if (type !== 'code' || !openingFence.test(raw)) return toMarkdown(raw);
  const { lang, text } = token as Tokens.Code;
  const language = lang?.trim().split(/\s+/)[0] ?? '';
  const isClosed = isFenceClosed(raw);
  // Half a closing fence is not code yet: shown, it would flicker.
  const code = isClosed ? text : text.replace(/(?:^|\n) {0,3}(?:`+|~+)$/, '');
  return { kind: 'code', raw, language, code, isClosed };
}

function lexBlocks(text: string): Block[] {
  const tokens = new Lexer({ gfm: true }).blockTokens(withoutCarriageReturns(text));
  const covered = tokens.reduce((sum, token) => sum + token.raw.length, 0);
  // Never lose a character to a quirk of the lexer: draw the whole as one block instead.
  if (covered !== text.length) return [toMarkdown(text)];
  const blocks: Block[] = [];
  let position = 0;
  for (const token of tokens) {
    const raw = text.slice(position, position + token.raw.length);
    position += raw.length;
    const last = blocks.at(-1);
    if (last && raw.trim() === '') last.raw += raw;
    else blocks.push(toBlock(token, raw));
  }
  return blocks;
}

/**
 * How many blocks can no longer change. More text can reach back into the block before the last line break, for
 * example `1` after a list becomes its lazy continuation or, as `1.`, a list of its own.
 */
function countFinal(blocks: readonly Block[]): number {
  for (let index = blocks.length - 1; index > 0; index -= 1) {
    if (blocks[index]?.raw.includes('\n')) return index;
  }
  return 0;
}

/** Splits `text`, keeping every block of `previous` that the new text did not change: the same object, not a copy. */
export function splitBlocks(text: string, previous: Split = emptySplit): Split {
  if (text === previous.text) return previous;
  const isGrown = previous.text !== '' && text.startsWith(previous.text);
  const kept = isGrown ? previous.blocks.slice(0, countFinal(previous.blocks)) : [];
  const keptLength = kept.reduce((sum, block) => sum + block.raw.length, 0);
  const tail = lexBlocks(text.slice(keptLength)).map((block, index) => {
    const before = previous.blocks[kept.length + index];
    return isGrown && before?.raw === block.raw ? before : block;
  });
  const blocks = [...kept, ...tail];
  const definitions = blocks.flatMap((block) => (block.kind === 'markdown' ? block.definitions : []));
  return { text, blocks, definitions: definitions.join('\n') };
}

/** A splitter that remembers what it split last: for a text that grows, only the end is read again. */
export function createSplitter(): (text: string) => Split {
  let last = emptySplit;
  return (text) => {
    last = splitBlocks(text, last);
    return last;
  };
}
