/**
 * Tokens of a character, by its script. Fitted to what the tokenizers of Llama 3, Qwen 2, Gemma 4 and Command R make of
 * prose, code, JSON, logs and messages in 60 languages: for English, German, code and JSON the sum is within 8 % of
 * their mean, for most other languages within 25 %. Scripts of which few models know words cost up to twice as much.
 */
const scripts: readonly [from: number, to: number, tokens: number][] = [
  [0xc0, 0x24f, 0.67],
  // Greek, then Cyrillic
  [0x370, 0x3ff, 0.6],
  [0x400, 0x52f, 0.34],
  // Armenian
  [0x530, 0x58f, 0.6],
  // Hebrew, Arabic and their neighbours
  [0x590, 0x8ff, 0.5],
  // The scripts of India, then Thai, Lao, Tibetan and Burmese
  [0x900, 0x109f, 0.7],
  // Georgian
  [0x10a0, 0x10ff, 0.6],
  [0x1100, 0x11ff, 0.72],
  // Khmer
  [0x1780, 0x17ff, 0.7],
  [0x1e00, 0x1eff, 0.67],
  [0x1f00, 0x1fff, 0.6],
  // Dashes and quotation marks
  [0x2010, 0x202f, 0.42],
  [0x2e80, 0x303f, 0.67],
  [0x3040, 0x30ff, 0.52],
  [0x3100, 0x9fff, 0.67],
  [0xac00, 0xd7af, 0.72],
  [0xfb50, 0xfdff, 0.5],
  [0xfe70, 0xfeff, 0.5],
  [0xff00, 0xffef, 0.67],
];
/** The Latin ones go before; of emoji and whatever else, each half. */
const [digit, letter, sign, other] = [0.97, 0.235, 0.42, 0.82];
const wordStart = 0.16;
/** From small to capital, from letter to digit or back: what is no word is cut into more pieces. */
const turn = 0.65;
const [newLine, furtherSpace] = [0.76, 0.19];

const [space, small, capital, number, accented, none] = [0, 1, 2, 3, 4, 5];

/** For every character what it costs and what it is, so that none is looked up in the ranges again. */
function makeTables(): { costs: Float32Array; kinds: Uint8Array } {
  const costs = new Float32Array(65_536).fill(other);
  const kinds = new Uint8Array(65_536).fill(none);
  const set = (from: number, to: number, cost: number, kind: number = none): void => {
    costs.fill(cost, from, to + 1);
    kinds.fill(kind, from, to + 1);
  };
  set(0, 32, 0, space);
  set(33, 126, sign);
  set(48, 57, digit, number);
  set(65, 90, letter, capital);
  set(97, 122, letter, small);
  for (const [from, to, cost] of scripts) set(from, to, cost);
  kinds.fill(accented, 0xc0, 0x250).fill(accented, 0x1e00, 0x1f00);
  return { costs, kinds };
}

let tables: ReturnType<typeof makeTables> | undefined;

function countIn(text: string): number {
  tables ??= makeTables();
  const { costs, kinds } = tables;
  let tokens = 0;
  let before: number = none;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const kind = kinds[code] ?? none;
    tokens += costs[code] ?? other;
    if (kind === space) {
      if (before === space) tokens += furtherSpace;
      else if (code === 10) tokens += newLine;
    } else if (isLetter(kind) && !isLetter(before)) {
      tokens += before === number && kind !== accented ? wordStart + turn : wordStart;
    } else if (
      (kind === capital && before === small) ||
      (kind === number && (before === small || before === capital))
    ) {
      tokens += turn;
    }
    before = kind;
  }
  return tokens;
}

const isLetter = (kind: number): boolean => kind === small || kind === capital || kind === accented;

/** A longer text is estimated by samples: so many pieces, spread evenly, are off by less than the estimate itself. */
const sampledFrom = 131_072;
const samples = 64;
const sampleLength = 1024;

/** How many tokens a text likely has, whichever model reads it. */
export function estimateTokens(text: string): number {
  if (text.length <= sampledFrom) return Math.ceil(countIn(text));
  const step = (text.length - sampleLength) / (samples - 1);
  let tokens = 0;
  for (let index = 0; index < samples; index += 1) {
    const start = Math.floor(index * step);
    tokens += countIn(text.slice(start, start + sampleLength));
  }
  return Math.ceil((tokens * text.length) / (samples * sampleLength));
}
