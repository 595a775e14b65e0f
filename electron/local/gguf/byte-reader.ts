import type { FileHandle } from 'node:fs/promises';
import type { Refuse } from './invalid-file.ts';

/** Reads a file from its start in pieces. `need` brings bytes into the buffer, the others take them from there. */
export interface ByteReader {
  readonly position: number;
  readonly refuse: Refuse;
  need: (count: number) => Promise<void>;
  take: <Value>(count: number, read: (bytes: Buffer, at: number) => Value) => Value;
  /** Hands out what is in the buffer; `over` says where in it the rest begins. */
  advance: (over: (bytes: Buffer, at: number) => number) => void;
  /** Goes on without looking at what is between. */
  skip: (count: number) => void;
}

export interface ReaderOptions {
  size: number;
  refuse: Refuse;
  signal?: AbortSignal | undefined;
  /** Bytes a read; default 256 KiB. */
  chunk?: number;
}

export function byteReader(file: FileHandle, { size, refuse, signal, chunk = 256 * 1024 }: ReaderOptions): ByteReader {
  let buffer: Buffer = Buffer.alloc(0);
  /** Where the buffer begins in the file, and how far it is used up. */
  let start = 0;
  let at = 0;
  const position = () => start + at;
  const ends = () =>
    refuse('truncated', 'ends in the middle of its header: it did not arrive whole. Download it again.');

  const need = async (count: number) => {
    if (buffer.length - at >= count) return;
    if (position() + count > size) throw ends();
    signal?.throwIfAborted();
    const rest = buffer.subarray(at);
    const next = Buffer.allocUnsafe(Math.max(count, Math.min(chunk, size - position())));
    rest.copy(next);
    let filled = rest.length;
    while (filled < next.length) {
      const { bytesRead } = await file.read(next, filled, next.length - filled, position() + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    // It was cut after its size was taken.
    if (filled < count) throw ends();
    start = position();
    at = 0;
    buffer = next.subarray(0, filled);
  };

  return {
    get position() {
      return position();
    },
    refuse,
    need,
    take: (count, read) => {
      const value = read(buffer, at);
      at += count;
      return value;
    },
    advance: (over) => {
      at = over(buffer, at);
    },
    skip: (count) => {
      if (position() + count > size) throw ends();
      if (at + count <= buffer.length) {
        at += count;
        return;
      }
      start = position() + count;
      at = 0;
      buffer = Buffer.alloc(0);
    },
  };
}

/** A length or count: 64 bits in the file, a number that is surely exact here. */
export function takeCount(reader: ByteReader, what: string): number {
  const low = takeU32(reader);
  const high = takeU32(reader);
  // Above 2^53, where numbers have gaps.
  if (high > 0x1f_ffff)
    throw reader.refuse('too-large', `has an impossible ${what}: it is damaged. Download it again.`);
  return high * 2 ** 32 + low;
}

export const takeU32 = (reader: ByteReader): number => reader.take(4, (bytes, at) => bytes.readUInt32LE(at));
