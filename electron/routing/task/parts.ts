/** A prompt taken apart: what is asked, and what it is asked of. */
export interface Parts {
  /** The sentences that ask, as far as can be told without understanding them. */
  ask: string;
  /** Quoted, pasted or in a code block; empty if there is none. */
  material: string;
  isMaterialFirst: boolean;
}

const fence = /```[\s\S]*?(?:```|$)/g;
const quote = /"[^"\n]{24,}"|“[^”\n]{24,}”|„[^“”\n]{24,}[“”]|«[^»\n]{24,}»/g;
/** After a colon, an arrow or the like: at least a few words of something else. */
const afterColon = /(:|->)\s+(\S.{30,})$/s;

const longAsk = 320;

/** Longer ones are a text themselves: what is wanted of it stands at one end. */
function endsOfLong(ask: string): [string, string] {
  if (ask.length <= longAsk) return [ask, ''];
  const sentences = ask.split(/(?<=[.!?])\s+/);
  if (sentences.length < 3) return [`${ask.slice(0, longAsk / 2)} ${ask.slice(-longAsk / 2)}`, ''];
  return [[sentences[0], ...sentences.slice(-2)].join(' '), sentences.slice(1, -2).join(' ')];
}

const asks = (text: string) => /[?:]$/.test(text);

/** Which end of several lines asks: the shorter one, or the one that ends as a question or a colon does. */
function askOf(text: string): { ask: string; between: string } {
  const blocks = text.split(/\n\s*\n/).map((block) => block.trim());
  const parts = (blocks.length > 1 ? blocks : text.split('\n').map((line) => line.trim())).filter(Boolean);
  const first = parts[0] ?? '';
  const last = parts.length > 1 ? (parts.at(-1) ?? '') : '';
  if (!last) return { ask: first, between: '' };
  const isFirst = asks(first) || last.length > 2 * first.length;
  const isLast = asks(last) || first.length > 2 * last.length;
  if (isFirst === isLast)
    return { ask: `${lineOf(first, 0)} \n ${lineOf(last, -1)}`, between: parts.slice(1, -1).join('\n') };
  const between = isFirst ? parts.slice(1) : parts.slice(0, -1);
  return { ask: isFirst ? first : last, between: between.join('\n') };
}

/** Of a block that may be the text itself, no more than its outer line. */
const lineOf = (block: string, index: number) => block.split('\n').at(index) ?? '';

export function takeApart(text: string): Parts {
  const pasted: string[] = [];
  const aside = (found: string) => {
    pasted.push(found);
    return ' ';
  };
  const open = text.replace(fence, aside).replace(quote, (found) => ` "${aside(found)}" `);
  const { ask: ends, between } = askOf(open);
  const colon = open.includes('\n') ? null : afterColon.exec(ends);
  const [kept, rest] = endsOfLong(colon ? ends.slice(0, colon.index + 1) : ends);
  pasted.push(between, colon?.[2] ?? '', rest);
  const material = pasted.filter(Boolean).join('\n');
  return { ask: kept, material, isMaterialFirst: between !== '' && !open.startsWith(ends.slice(0, 20)) };
}
