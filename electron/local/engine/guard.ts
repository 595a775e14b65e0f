import type { LlamaContextSequence } from 'node-llama-cpp';
import { AppError } from '../../../shared/errors/app-error.ts';
import { internalsOf, type LogitMapper } from './internals.ts';
import type { Steps } from './steps.ts';

/** A sequence whose every token goes through the steps, and who has it at the moment. */
export interface Guarded {
  readonly sequence: LlamaContextSequence;
  /** Tokens it was made to read or write so far. */
  readonly evaluated: number;
  /** From now on it works for this signal only; null: for nobody. */
  lend(signal: AbortSignal | null, watch?: LogitWatch): void;
  /** Resolves when nothing is decoded for it any more, and what a failed step left in it is gone. */
  settled(): Promise<void>;
}

/** Looks at the logits after a token was chosen from them. */
export type LogitWatch = (batchIndex: number, token: number) => Promise<void>;

export function guard(sequence: LlamaContextSequence, steps: Steps): Guarded {
  const inner = internalsOf(sequence);
  const decode = inner._decodeTokens.bind(sequence);
  const erase = inner._eraseContextTokenRanges.bind(sequence);
  const place = inner._sequenceId;
  const predictor = inner._tokenPredictor;
  let signal: AbortSignal | null = null;
  let watch: LogitWatch | undefined;
  let evaluated = 0;
  /** Decoding inside a step may have to decode again (to shift a full context): that is part of the same step. */
  let isInStep = false;
  /** A step failed natively: what the sequence holds is not what it says it holds. */
  let isBroken = false;
  const running = new Set<Promise<unknown>>();

  /**
   * An error while sampling is thrown inside the engine's loop, where it reaches nobody: the request would wait for
   * ever. It is caught here and thrown when the token is accounted for, so that only this request fails and the
   * sequence stays in order.
   */
  const careful = (mapper: LogitMapper, start: number, onError: (error: unknown) => void): LogitMapper => {
    return async (batchIndex, tokenIndex) => {
      try {
        const result = await mapper(batchIndex, tokenIndex + start);
        const token: unknown = Array.isArray(result) ? result[0] : result;
        if (watch && typeof token === 'number' && token >= 0) await watch(batchIndex, token);
        return result;
      } catch (error) {
        onError(error);
        return null;
      }
    };
  };

  inner._decodeTokens = async (tokens, logits, _priority, meter, shift, mapper, afterBatch) => {
    let failure: { error: unknown } | undefined;
    const onError = (error: unknown) => {
      failure ??= { error };
    };
    const after =
      afterBatch &&
      (async (length: number) => {
        try {
          await afterBatch(length);
        } catch (error) {
          onError(error);
        }
      });
    const part = async (start: number, end: number) => {
      const slice = tokens.slice(start, end);
      const wanted = logits.slice(start, end);
      const work = async () => {
        isInStep = true;
        try {
          return await decode(slice, wanted, place, meter, shift, careful(mapper, start, onError), after);
        } catch (error) {
          isBroken = !(error instanceof AppError);
          throw error;
        } finally {
          isInStep = false;
        }
      };
      evaluated += slice.length;
      if (isInStep) return decode(slice, wanted, place, meter, shift, careful(mapper, start, onError), after);
      const isWriting = wanted.some(Boolean) && slice.length <= mostWritten;
      return steps.run({ owner: sequence, tokens: slice.length, isWriting, signal: signal ?? undefined }, work);
    };
    const results: unknown[] = [];
    for (let start = 0; start < tokens.length; ) {
      signal?.throwIfAborted();
      const end = Math.min(tokens.length, start + (tokens.length - start <= mostWritten ? mostWritten : steps.chunk()));
      const found = await part(start, end);
      if (failure) throw failure.error;
      for (const [index, value] of found.entries()) if (value !== undefined) results[start + index] = value;
      start = end;
    }
    return results;
  };
  inner._decodeTokens = tracked(inner._decodeTokens, running);

  const lock = () => erase([]);
  inner._eraseContextTokenRanges = (ranges, options) => steps.between(() => erase(ranges, options), lock);
  if (sequence.needsCheckpoints) {
    const take = sequence.takeCheckpoint.bind(sequence);
    const takeNamed = inner._takeNamedCheckpoint.bind(sequence);
    sequence.takeCheckpoint = () => steps.between(take, lock);
    inner._takeNamedCheckpoint = (name, most) => steps.between(() => takeNamed(name, most), lock);
  }

  return {
    sequence,
    get evaluated() {
      return evaluated;
    },
    lend(nextSignal, nextWatch) {
      signal = nextSignal;
      watch = nextWatch;
      // A predictor's guesses are sampled too, and those that were wrong must not be reported.
      inner._tokenPredictor = nextWatch ? undefined : predictor;
      if (!nextSignal) steps.forget(sequence);
    },
    async settled() {
      while (running.size > 0) await Promise.allSettled(running);
      if (!isBroken) return;
      isBroken = false;
      await sequence.clearHistory().catch(() => {});
    },
  };
}

/** More tokens than this at once are a prompt, not a token with the guesses that follow it. */
const mostWritten = 24;

function tracked<Values extends unknown[], Result>(
  work: (...values: Values) => Promise<Result>,
  running: Set<Promise<unknown>>,
): (...values: Values) => Promise<Result> {
  return (...values) => {
    const result = work(...values);
    running.add(result);
    const done = () => void running.delete(result);
    result.then(done, done);
    return result;
  };
}
