import { type ByteReader, takeCount } from './byte-reader.ts';
import { headerLimits } from './limits.ts';

/** A text, or null and its length when it is longer than what is kept. */
export async function readText(
  reader: ByteReader,
  what: string,
  keep: number,
): Promise<{ text: string | null; length: number }> {
  await reader.need(8);
  const length = takeLength(reader, what);
  if (length > keep) {
    reader.skip(length);
    return { text: null, length };
  }
  await reader.need(length);
  return { text: reader.take(length, (bytes, at) => bytes.toString('utf8', at, at + length)), length };
}

export interface TokenSearch {
  wanted: ReadonlySet<string>;
  found: Set<string>;
}

/** Goes over the texts of an array, keeping none. */
export async function skipTexts(reader: ByteReader, count: number, search?: TokenSearch): Promise<void> {
  const look = search && searcher(search);
  let left = count;
  /** Over all that are whole in the buffer: a vocabulary has hundreds of thousands, and each wait takes its time. */
  const overBuffered = (bytes: Buffer, from: number): number => {
    let at = from;
    while (left > 0 && at + 8 <= bytes.length) {
      const length = bytes.readUInt32LE(at) + bytes.readUInt32LE(at + 4) * 2 ** 32;
      const end = at + 8 + length;
      if (end > bytes.length) break;
      look?.(bytes, at + 8, end);
      at = end;
      left -= 1;
    }
    return at;
  };
  while (left > 0) {
    reader.advance(overBuffered);
    if (left === 0) return;
    await skipText(reader, look);
    left -= 1;
    checkHeaderBytes(reader);
  }
}

async function skipText(reader: ByteReader, look: Look | undefined): Promise<void> {
  await reader.need(8);
  const length = takeLength(reader, 'length of a text');
  if (look && length <= longestToken) {
    await reader.need(length);
    reader.take(length, (bytes, at) => look(bytes, at, at + length));
  } else {
    reader.skip(length);
  }
}

type Look = (bytes: Buffer, start: number, end: number) => void;
/** Bytes; what is looked for is shorter. */
const longestToken = 64;

function searcher({ wanted, found }: TokenSearch): Look {
  const beginnings = new Set([...wanted].map((text) => Buffer.from(text)[0]));
  return (bytes, start, end) => {
    if (end - start > longestToken || !beginnings.has(bytes[start])) return;
    const text = bytes.toString('utf8', start, end);
    if (wanted.has(text)) found.add(text);
  };
}

export function checkHeaderBytes(reader: ByteReader): void {
  if (reader.position > headerLimits.headerBytes) {
    throw reader.refuse('too-large', 'has a header larger than any model’s: it is damaged. Download it again.');
  }
}

function takeLength(reader: ByteReader, what: string): number {
  const length = takeCount(reader, what);
  if (length > headerLimits.textBytes) {
    throw reader.refuse('too-large', `has an impossible ${what} (${length} bytes): it is damaged. Download it again.`);
  }
  return length;
}
