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
  /** Writes all that is waiting, for the last time. */
  flush(): void;
}

/** Gathers tokens, so that a fast model costs one write for many of them; the first one is never kept waiting. */
export function createDeltaBuffer({ interval, write, onError }: DeltaBufferOptions): DeltaBuffer {
  let waiting: AnswerDelta[] = [];
  let timer: NodeJS.Timeout | undefined;
  let lastWrite = Number.NEGATIVE_INFINITY;
  let hasFailed = false;

  const flush = (isLast: boolean): void => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.length === 0 || hasFailed) return;
    const half = isLast ? undefined : takeHalfCharacter(waiting);
    const deltas = waiting.filter(({ text }) => text !== '');
    waiting = half ? [half] : [];
    if (deltas.length === 0) return;
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
      if (rest <= 0) flush(false);
      else timer ??= setTimeout(() => flush(false), rest);
    },
    flush: () => flush(true),
  };
}

/** The first half of a character beyond U+FFFF: written alone it would be lost, so it waits for its other half. */
function takeHalfCharacter(deltas: readonly AnswerDelta[]): AnswerDelta | undefined {
  const last = deltas.at(-1);
  const half = last && /[\uD800-\uDBFF]$/.exec(last.text)?.[0];
  if (!last || !half) return undefined;
  last.text = last.text.slice(0, -1);
  return { kind: last.kind, text: half };
}
