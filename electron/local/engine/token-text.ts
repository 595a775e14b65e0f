import type { LlamaModel, Token } from 'node-llama-cpp';

/** Turns tokens into text as they come: a token may be a part of a character only, which waits for the others. */
export interface TokenText {
  push(token: Token): string;
  rest(): string;
}

const unfinished = '\uFFFD';
/** No character is longer than four bytes; what is longer is no character. */
const mostPending = 8;
const lookBack = 8;

export function createTokenText(model: LlamaModel, before: readonly Token[]): TokenText {
  let last = before.slice(-lookBack);
  let pending: Token[] = [];
  const flush = (): string => {
    const text = model.detokenize(pending, false, last);
    last = [...last, ...pending].slice(-lookBack);
    pending = [];
    return text;
  };
  return {
    push(token) {
      pending.push(token);
      const text = model.detokenize(pending, false, last);
      if (text.endsWith(unfinished) && pending.length < mostPending) return '';
      return flush();
    },
    rest: () => (pending.length > 0 ? flush() : ''),
  };
}
