import type { AnswerDelta } from '../../shared/model/conversation.ts';

export interface DeltaBufferOptions {
  /** Least ms between two writes. */
  interval: number;
  write(deltas: AnswerDelta[]): void;
  /** Gets what `write` threw; from then on nothing is written any more. */
  onError(error: unknown): void;
}

export interface DeltaBuffer {
  push(delta: AnswerDelta): void;
  /** Writes what is waiting, now. */
  flush(): void;
}

/** Gathers tokens, so that a fast model costs one write for many of them; the first one is never kept waiting. */
export function createDeltaBuffer({ interval, write, onError }: DeltaBufferOptions): DeltaBuffer {
  let waiting: AnswerDelta[] = [];
  let timer: NodeJS.Timeout | undefined;
  let lastWrite = Number.NEGATIVE_INFINITY;
  let hasFailed = false;

  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.length === 0 || hasFailed) return;
    const deltas = waiting;
    waiting = [];
    lastWrite = performance.now();
    try {
      write(deltas);
    } catch (error) {
      hasFailed = true;
      onError(error);
    }
  };

  return {
    push({ kind, text }) {
      const last = waiting.at(-1);
      if (last?.kind === kind) last.text += text;
      else waiting.push({ kind, text });
      const rest = interval - (performance.now() - lastWrite);
      if (rest <= 0) flush();
      else timer ??= setTimeout(flush, rest);
    },
    flush,
  };
}
