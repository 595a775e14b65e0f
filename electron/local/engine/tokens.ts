import { setImmediate as turn } from 'node:timers/promises';
import type { LlamaModel, Token } from 'node-llama-cpp';
import { AppError } from '../../../shared/errors/app-error.ts';

/**
 * Characters tokenised in one go: a few ms of this thread. The engine looks for each of a vocabulary's own words in all
 * of them after every such word it found, so that eight times the text may take fifty times as long.
 */
const slice = 4096;
/** Where a text may be cut without changing its tokens, in nearly all vocabularies: before a space that follows a letter. */
const lookBack = 2048;
const mostOfCharacter = 4;

/** Of all texts since the others last had their turn. */
let charactersAtOnce = 0;

/** Like the engine's own, with pauses, so that a long text does not hold up everybody else's. */
export async function tokenizeText(
  model: LlamaModel,
  text: string,
  special: boolean,
  first?: 'trimLeadingSpace',
): Promise<Token[]> {
  charactersAtOnce += text.length;
  if (charactersAtOnce > slice) {
    charactersAtOnce = 0;
    await turn();
  }
  if (text.length <= slice) return model.tokenize(text, special, first);
  const tokens: Token[] = [];
  for (let start = 0; start < text.length; ) {
    const end = cut(text, start);
    const part = model.tokenize(text.slice(start, end), special, start > 0 ? 'trimLeadingSpace' : first);
    for (const token of part) tokens.push(token);
    start = end;
    await turn();
  }
  return tokens;
}

function cut(text: string, start: number): number {
  const end = start + slice;
  if (end >= text.length) return text.length;
  for (let at = end; at > end - lookBack; at -= 1) {
    if (/\p{L}/u.test(text[at - 1] ?? '') && text[at] === ' ' && /\p{L}/u.test(text[at + 1] ?? '')) return at;
  }
  // Never through the middle of a character.
  return /[\uDC00-\uDFFF]/.test(text[end] ?? '') ? end - 1 : end;
}

export async function detokenizeAll(model: LlamaModel, tokens: readonly number[]): Promise<string> {
  const known = checkTokens(model, tokens);
  const parts: string[] = [];
  for (let start = 0; start < known.length; ) {
    const before = known.slice(Math.max(0, start - 8), start);
    let end = start + slice;
    let part = model.detokenize(known.slice(start, end), false, before);
    // A character may be cut in two by the slice: its other tokens follow.
    for (let more = 0; more < mostOfCharacter && end < known.length && part.endsWith('\uFFFD'); more += 1) {
      end += 1;
      part = model.detokenize(known.slice(start, end), false, before);
    }
    parts.push(part);
    start = end;
    await turn();
  }
  return parts.join('');
}

/** Ids the engine does not know make it fail in the middle of somebody else's step. */
export function checkTokens(model: LlamaModel, tokens: readonly number[]): Token[] {
  const size = vocabularySize(model);
  const unknown = tokens.find((token) => !Number.isInteger(token) || token < 0 || token >= size);
  if (unknown !== undefined) {
    throw new AppError('VALIDATION_FAILED', `${unknown} is no token of this model: its ids go from 0 to ${size - 1}.`);
  }
  return tokens as Token[];
}

const sizes = new WeakMap<LlamaModel, number>();

export function vocabularySize(model: LlamaModel): number {
  let size = sizes.get(model);
  if (size === undefined) {
    size = model.fileInfo.metadata.tokenizer.ggml.tokens.length;
    sizes.set(model, size);
  }
  return size;
}
