import type { LlamaContextSequence, Token } from 'node-llama-cpp';
import type { TokenLogprob } from './request.ts';

/** One conversation's place in a loaded model. */
export interface Slot {
  /**
   * The engine's sequence, made safe: what waits for the context's lock gets its turn between two tokens, and a token
   * is never asked for in vain. The engine's own chat and completion may be used on it.
   */
  readonly sequence: LlamaContextSequence;
  /**
   * Makes the slot hold these tokens but the last one, which the first evaluation reads. Reads only what it does not
   * hold yet, piece by piece, so that aborting stops it and neighbours go on.
   */
  prepare(tokens: readonly Token[], signal: AbortSignal): Promise<{ cached: number; evaluated: number }>;
  /** Gives the place back; what it holds stays, for the next request that begins the same way. */
  release(): void;
}

export interface SlotWish {
  /** The whole prompt: the slot that holds most of it already is the best. */
  tokens: readonly Token[];
  signal: AbortSignal;
  /** Gets each token's log-probability, with so many of the likeliest beside it, before the token is yielded. */
  logprobs?: { top: number; onToken(logprob: TokenLogprob, token: Token): void };
}

export interface Slots {
  readonly total: number;
  readonly running: number;
  readonly queued: number;
  /** First come, first served. */
  acquire(wish: SlotWish): Promise<Slot>;
}
