import type { LlamaModel, LlamaText, Token, Tokenizer } from 'node-llama-cpp';
import { loadLibrary } from '../runtime.ts';
import { tokenizeText } from '../tokens.ts';

/** A part of a prompt: what the template says may hold special tokens, what anybody wrote never does. */
export interface Piece {
  text: string;
  special: boolean;
}

export async function toLlamaText(pieces: readonly Piece[]): Promise<LlamaText> {
  const { LlamaText, SpecialTokensText } = await loadLibrary();
  return LlamaText(pieces.map(({ text, special }) => (special ? new SpecialTokensText(text) : text)));
}

/** Turns the prompt of one request into tokens. Long parts are done once, with pauses, and remembered. */
export interface PromptTokenizer {
  tokens(text: LlamaText): Promise<Token[]>;
  /** The engine asks a text for its tokens, again and again: this gives them from memory. */
  attach(text: LlamaText): LlamaText;
}

const remembered = 1024;

export function createPromptTokenizer(model: LlamaModel): PromptTokenizer {
  const found = new Map<string, Token[]>();
  const keyOf = (text: string, special: boolean, trim: string | undefined) => `${special} ${trim ?? ''} ${text}`;
  const { tokenizer } = model;

  const tokenize = (text: string, special?: boolean | 'builtin', trim?: 'trimLeadingSpace'): Token[] => {
    // The union of the engine's overloads: which of them is meant is in the second argument.
    const call = tokenizer as (text: string, special?: boolean | 'builtin', trim?: 'trimLeadingSpace') => Token[];
    if (special === 'builtin' || text.length < remembered) return call(text, special, trim);
    const key = keyOf(text, special === true, trim);
    const tokens = found.get(key) ?? call(text, special, trim);
    found.set(key, tokens);
    return tokens;
  };
  const remembering = Object.assign(tokenize, tokenizer) as Tokenizer;

  return {
    async tokens(text) {
      let trim: 'trimLeadingSpace' | undefined;
      for (const value of text.values) {
        const isPlain = typeof value === 'string';
        const part = isPlain ? value : 'value' in value ? value.value : '';
        if (part.length >= remembered) {
          const key = keyOf(part, !isPlain, trim);
          if (!found.has(key)) found.set(key, await tokenizeText(model, part, !isPlain, trim));
        }
        trim = 'trimLeadingSpace';
      }
      return text.tokenize(remembering);
    },
    attach(text) {
      const plain = text.tokenize.bind(text);
      return Object.assign(text, { tokenize: () => plain(remembering) });
    },
  };
}
