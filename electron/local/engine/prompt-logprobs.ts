import type { Token } from 'node-llama-cpp';
import { internalsOf } from './internals.ts';
import type { LoadedForChat } from './loaded.ts';
import { readLogprob } from './logprobs.ts';
import type { TokenLogprob } from './request.ts';
import type { Slot } from './slot.ts';

/** How likely each token of a prompt was after those before it; the first has none before it, and no entry. */
export async function promptLogprobs(
  { context }: LoadedForChat,
  slot: Slot,
  tokens: readonly Token[],
  top: number,
): Promise<TokenLogprob[]> {
  const { sequence } = slot;
  const inner = internalsOf(sequence);
  // What is in the slot already was read without looking.
  await sequence.clearHistory();
  const read = tokens.slice(0, -1);
  const found: TokenLogprob[] = [];
  for (let start = 0; start < read.length; start += atOnce) {
    const part = read.slice(start, start + atOnce);
    const look = (batchIndex: number, index: number) =>
      readLogprob(context, batchIndex, tokens[start + index + 1] ?? 0, top);
    const logits = part.map(() => true);
    found.push(
      ...((await inner._decodeTokens(part, logits, priority, sequence.tokenMeter, {}, look)) as TokenLogprob[]),
    );
  }
  return found;
}

/** Each token's logits are as many numbers as the vocabulary has words: few at a time, or they fill the memory. */
const atOnce = 16;
const priority = 5;
