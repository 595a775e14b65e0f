import { AppError } from '../../shared/errors/app-error.ts';
import type { AnswerDelta, Message } from '../../shared/model/conversation.ts';

/** Where a reader already is: how much of the answer it has. */
export interface FeedStart {
  textLength: number;
  reasoningLength: number;
}

export type AnswerEnd = { ok: true; message: Message } | { ok: false; error: AppError };

/** Cuts off what a reader has already, and puts neighbours of one kind together. */
function createCut({ textLength, reasoningLength }: FeedStart): (deltas: readonly AnswerDelta[]) => AnswerDelta[] {
  const skip = { text: textLength, reasoning: reasoningLength };
  return (deltas) => {
    const lacking: AnswerDelta[] = [];
    for (const { kind, text } of deltas) {
      const rest = text.slice(skip[kind]);
      skip[kind] = Math.max(0, skip[kind] - text.length);
      const last = lacking.at(-1);
      if (last?.kind === kind) last.text += rest;
      else if (rest !== '') lacking.push({ kind, text: rest });
    }
    return lacking;
  };
}

/** What of a whole answer a reader lacks. */
export const missingFrom = (
  { text, reasoning }: Pick<Message, 'text' | 'reasoning'>,
  start: FeedStart,
): AnswerDelta[] =>
  createCut(start)([
    { kind: 'reasoning', text: reasoning },
    { kind: 'text', text },
  ]);

export interface AnswerFeed {
  /** Shows pieces to all readers, now and later. */
  add(deltas: readonly AnswerDelta[]): void;
  finish(end: AnswerEnd): void;
  /** What the reader lacks, then the rest as it comes; returns the whole message, or throws what broke it. */
  read(start: FeedStart, signal: AbortSignal): AsyncGenerator<AnswerDelta, Message, void>;
}

/** A running answer as any number of readers see it, each from where it is and at its own pace. */
export function createAnswerFeed(): AnswerFeed {
  const shown: AnswerDelta[] = [];
  let ended: AnswerEnd | undefined;
  let news = Promise.withResolvers<void>();

  const announce = (): void => {
    news.resolve();
    news = Promise.withResolvers<void>();
  };

  return {
    add(deltas) {
      shown.push(...deltas);
      announce();
    },
    finish(end) {
      ended = end;
      announce();
    },
    async *read(start, signal) {
      const cancelled = Promise.withResolvers<void>();
      signal.addEventListener('abort', () => cancelled.resolve(), { once: true });
      const cut = createCut(start);
      let position = 0;
      for (;;) {
        if (signal.aborted) throw new AppError('CANCELLED', 'Nobody reads this answer any more.');
        const next = shown.slice(position);
        position = shown.length;
        yield* cut(next);
        if (position < shown.length) continue;
        if (ended?.ok) return ended.message;
        if (ended) throw ended.error;
        await Promise.race([news.promise, cancelled.promise]);
      }
    },
  };
}
