import type { LlamaContext, LlamaContextSequence, Token } from 'node-llama-cpp';
import { AppError } from '../../../shared/errors/app-error.ts';
import { choosePlace } from './choose-slot.ts';
import { type Guarded, guard } from './guard.ts';
import { watchLogprobs } from './logprobs.ts';
import type { Slot, Slots, SlotWish } from './slot.ts';
import type { Steps } from './steps.ts';

export interface OpenSlots extends Slots {
  /** Ends what runs and what waits with CANCELLED; resolves when no token is decoded any more. */
  close(): Promise<void>;
}

interface Held {
  guarded: Guarded;
  isFree: boolean;
  prompt: number;
  usedAt: number;
}

interface Waiter {
  wish: SlotWish;
  take(place: Held): void;
  leave(error: unknown): void;
}

export function createSlots(
  context: LlamaContext,
  steps: Steps,
  sequences: readonly LlamaContextSequence[],
): OpenSlots {
  const places: Held[] = sequences.map((sequence) => ({
    guarded: guard(sequence, steps),
    isFree: true,
    prompt: 0,
    usedAt: 0,
  }));
  const closing = new AbortController();
  let waiting: Waiter[] = [];
  let uses = 0;

  const serve = () => {
    for (;;) {
      const free = places.filter((place) => place.isFree);
      const next = free.length > 0 ? waiting.shift() : undefined;
      if (!next) return;
      try {
        const place = free[choosePlace(free.map((held) => look(held, next.wish.tokens)))];
        if (!place) return;
        place.isFree = false;
        next.take(place);
      } catch (error) {
        // Whoever gave a place back is not to pay for it: nobody would catch it there.
        next.leave(error);
      }
    }
  };

  const giveBack = async (place: Held) => {
    place.guarded.lend(null);
    await place.guarded.settled();
    uses += 1;
    place.usedAt = uses;
    place.isFree = true;
    serve();
  };

  const slotOf = (place: Held, wish: SlotWish): Slot => {
    const { guarded } = place;
    const { sequence } = guarded;
    const signal = AbortSignal.any([wish.signal, closing.signal]);
    let isReleased = false;
    const lend = (until: AbortSignal) => guarded.lend(until, wish.logprobs && watchLogprobs(context, wish.logprobs));
    lend(signal);
    return {
      sequence,
      async prepare(tokens, stop) {
        const held = tokens.slice(0, -1);
        const before = guarded.evaluated;
        place.prompt = 0;
        lend(AbortSignal.any([signal, stop]));
        try {
          await sequence.adaptStateToTokens(held, false);
          const missing = held.slice(sequence.nextTokenIndex);
          if (missing.length > 0) await sequence.evaluateWithoutGeneratingNewTokens(missing);
          await sequence.takeCheckpoint();
        } finally {
          place.prompt = sequence.nextTokenIndex;
          lend(signal);
        }
        const evaluated = guarded.evaluated - before;
        return { cached: Math.max(0, held.length - evaluated), evaluated };
      },
      release() {
        if (isReleased) return;
        isReleased = true;
        void giveBack(place);
      },
    };
  };

  return {
    total: places.length,
    get running() {
      return places.filter((place) => !place.isFree).length;
    },
    get queued() {
      return waiting.length;
    },
    acquire(wish) {
      return new Promise((resolve, reject) => {
        const stop = AbortSignal.any([wish.signal, closing.signal]);
        const onAbort = () => waiter.leave(stop.reason);
        const waiter: Waiter = {
          wish,
          take(place) {
            stop.removeEventListener('abort', onAbort);
            resolve(slotOf(place, wish));
          },
          leave(error) {
            waiting = waiting.filter((other) => other !== waiter);
            reject(error);
          },
        };
        if (stop.aborted) return reject(stop.reason);
        stop.addEventListener('abort', onAbort, { once: true });
        waiting.push(waiter);
        serve();
      });
    },
    async close() {
      closing.abort(new AppError('CANCELLED', 'The model was unloaded.'));
      await Promise.all(places.map((place) => place.guarded.settled()));
    },
  };
}

function look({ guarded, prompt, usedAt }: Held, tokens: readonly Token[]) {
  const { sequence } = guarded;
  const { firstDifferentIndex } = sequence.compareContextTokens([...tokens]);
  return { shared: firstDifferentIndex, prompt: Math.min(prompt, sequence.nextTokenIndex), usedAt };
}
