export interface Line {
  /** From 1 on. */
  number: number;
  /** Bytes from the start of the file. */
  start: number;
  bytes: Buffer;
}

const newline = 10;

/** Cuts a file into lines as it comes in, however it is cut itself. */
export function createLineSplitter() {
  let rest: Buffer[] = [];
  let start = 0;
  let number = 1;

  const take = (last: Buffer): Line => {
    const bytes = rest.length === 0 ? last : Buffer.concat([...rest, last]);
    const line = { number, start, bytes };
    rest = [];
    number += 1;
    start += bytes.length + 1;
    return line;
  };

  return {
    *feed(chunk: Buffer): Generator<Line, void, void> {
      let from = 0;
      for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, from)) {
        yield take(chunk.subarray(from, end));
        from = end + 1;
      }
      if (from < chunk.length) rest.push(chunk.subarray(from));
    },

    /** The last line, where no newline ends it. */
    *end(): Generator<Line, void, void> {
      if (rest.length > 0) yield take(Buffer.alloc(0));
    },
  };
}

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Throws on what is not JSON in UTF-8. */
export const parseLine = (bytes: Uint8Array): unknown => JSON.parse(decoder.decode(bytes));

export const isBlank = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 32 || byte === 9 || byte === 13);
