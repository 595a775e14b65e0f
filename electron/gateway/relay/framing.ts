/** How a stream is made of events. Text is its bytes read as Latin-1, so places are the same in both. */
export interface Framing {
  /** Where the last whole event ends; 0 where there is none. */
  endOfLast(text: string): number;
  /** Finds the end of each event. */
  ends: RegExp;
  /** What an event holds; null where it only keeps the line open. */
  dataOf(event: string): string | null;
}

const after = (text: string, end: string): number => {
  const at = text.lastIndexOf(end);
  return at === -1 ? 0 : at + end.length;
};

/** https://html.spec.whatwg.org/multipage/server-sent-events.html, but for lines that end in CR alone: nobody sends them. */
export const serverSentEvents: Framing = {
  // Most chunks end with an event.
  endOfLast: (text) => (text.endsWith('\n\n') ? text.length : Math.max(after(text, '\n\n'), after(text, '\n\r\n'))),
  ends: /\n\r?\n/g,
  dataOf(event) {
    const lines = event.split(/\r?\n/).filter((line) => line.startsWith('data:'));
    return lines.length === 0 ? null : lines.map((line) => line.slice(line[5] === ' ' ? 6 : 5)).join('\n');
  },
};

export const jsonLines: Framing = {
  endOfLast: (text) => after(text, '\n'),
  ends: /\n/g,
  dataOf: (event) => event.trim() || null,
};

export interface Whole {
  bytes: Buffer;
  /** The same as Latin-1. */
  text: string;
}

const newline = 0x0a;

/** Gives whole events only, so that what must not be seen can still be taken out. */
export function createFramer({ endOfLast }: Framing) {
  let torn: Buffer[] = [];

  const wholeOf = (bytes: Buffer): Whole => ({ bytes, text: bytes.toString('latin1') });

  return {
    /** Null while no event is whole. */
    push(chunk: Uint8Array): Whole | null {
      const own = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      // Long lines come in many chunks: they are put together once.
      if (torn.length > 0 && !own.includes(newline)) {
        torn.push(own);
        return null;
      }
      const all = wholeOf(torn.length === 0 ? own : Buffer.concat([...torn, own]));
      const end = endOfLast(all.text);
      torn = end === all.bytes.length ? [] : [all.bytes.subarray(end)];
      if (end === 0) return null;
      return torn.length === 0 ? all : { bytes: all.bytes.subarray(0, end), text: all.text.slice(0, end) };
    },

    /** What is left when the stream is over: some leave out the end of the last event. */
    rest(): Whole | null {
      const bytes = Buffer.concat(torn);
      torn = [];
      return bytes.length === 0 ? null : wholeOf(bytes);
    },
  };
}
