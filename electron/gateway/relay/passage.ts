import { AppError } from '../../../shared/errors/app-error.ts';
import { createFramer, type Whole } from './framing.ts';
import { type Fields, type FinishReason, isFields, isFilled, type Note, type Reading } from './reading.ts';
import { type Rename, renameInEvent } from './rename.ts';

interface PassageOptions {
  modelId: string;
  /** Events that hold token counts alone are taken out. */
  hidesUsage: boolean;
  /** Default: the target's own name for its model stays. */
  rename: Rename | null;
}

export interface Passed {
  /** What may be seen now. */
  bytes: Buffer | null;
  /** The event in which it failed, and what is said of it; nothing after it counts. */
  failure?: { said: unknown; event: Buffer };
}

const noBytes: Passed = { bytes: null };

/** A stream on its way through: nothing is let out before there is content, then all of it, as it came. */
export function createPassage(reading: Reading, { modelId, hidesUsage, rename }: PassageOptions) {
  const framer = createFramer(reading.framing);
  let held: Buffer[] = [];
  let hasContent = false;
  let isEnded = false;
  let finishReason: FinishReason | undefined;
  let usage: Fields = {};

  function read(data: string | null): Note {
    if (data === null) return {};
    if (data === '[DONE]') return { isEnd: true };
    try {
      const value: unknown = JSON.parse(data);
      return isFields(value) ? reading.event(value) : {};
    } catch (error) {
      // What comes later its reader may make something of; whoever begins so can be asked no more.
      return hasContent ? {} : { failure: error };
    }
  }

  function note({ hasContent: isContent, isEnd, finish, usualFinish, usage: counted }: Note): void {
    hasContent ||= isContent === true;
    isEnded ||= isEnd === true;
    finishReason = finish ?? finishReason ?? usualFinish;
    // A later null takes nothing back.
    if (counted)
      usage = { ...usage, ...Object.fromEntries(Object.entries(counted).filter(([, one]) => isFilled(one))) };
  }

  function release(pieces: readonly Buffer[], isDue: boolean): Buffer | null {
    held.push(...pieces);
    if (!isDue) return null;
    const [first, ...rest] = held;
    held = [];
    return first && rest.length > 0 ? Buffer.concat([first, ...rest]) : (first ?? null);
  }

  function readThrough({ bytes, text }: Whole): Passed {
    const pieces: Buffer[] = [];
    let start = 0;
    const cut = (from: number, to: number): void => {
      if (from > start) pieces.push(bytes.subarray(start, from));
      start = to;
    };
    for (const { from, to } of eventsIn(text, reading.framing.ends)) {
      const event = bytes.subarray(from, to);
      const data = reading.framing.dataOf(event.toString());
      const said = read(data);
      const failure = said.failure ?? (isRefused(said, hasContent) ? refused(modelId) : undefined);
      if (failure !== undefined) {
        cut(from, to);
        return { bytes: release(pieces, hasContent), failure: { said: failure, event } };
      }
      note(said);
      if (hidesUsage && said.isOnlyUsage) cut(from, to);
      else if (rename && data !== null) {
        cut(from, to);
        pieces.push(renameInEvent(event, rename));
      }
    }
    cut(bytes.length, bytes.length);
    return { bytes: release(pieces, hasContent) };
  }

  const pass = (whole: Whole | null): Passed => {
    if (!whole) return noBytes;
    const isPlain = hasContent && !rename && !reading.notable.test(whole.text);
    return isPlain ? { bytes: whole.bytes } : readThrough(whole);
  };

  return {
    push: (chunk: Uint8Array): Passed => pass(framer.push(chunk)),
    /** When the stream is over. */
    end(): Passed {
      const { bytes, failure } = pass(framer.rest());
      return failure ? { bytes, failure } : { bytes: bytes ?? release([], isEnded) };
    },
    get hasContent(): boolean {
      return hasContent;
    },
    /** Whether it came to its end by itself. */
    get isEnded(): boolean {
      return isEnded;
    },
    result: () => ({ usage: reading.counts(usage), finishReason: finishReason ?? ('other' as const) }),
  };
}

/** Where each event begins and ends; what is left has no end. */
function* eventsIn(text: string, ends: RegExp): Generator<{ from: number; to: number }> {
  let from = 0;
  for (const { 0: end, index } of text.matchAll(ends)) {
    const to = index + end.length;
    yield { from, to };
    from = to;
  }
  if (from < text.length) yield { from, to: text.length };
}

export const isRefused = ({ finish, hasContent: isContent }: Note, hasContent: boolean): boolean =>
  finish === 'content-filter' && !hasContent && isContent !== true;

export const refused = (modelId: string): AppError =>
  new AppError('CONTENT_REFUSED', `The filter in front of ${modelId} refused this request. Word it differently.`, {
    details: { model: modelId },
  });
