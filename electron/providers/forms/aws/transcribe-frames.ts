import { crc32 } from 'node:zlib';
import { AppError } from '../../../../shared/errors/app-error.ts';

/** Four bytes each: the whole length, that of the headers, and a sum of the two; another sum is the end. */
const preludeLength = 12;
const sumLength = 4;

/** One message in AWS's binary form: https://docs.aws.amazon.com/transcribe/latest/dg/event-stream.html */
export interface Frame {
  /** Those that are texts. */
  headers: ReadonlyMap<string, string>;
  payload: Uint8Array;
}

const textType = 7;
/** How many bytes a value of another type takes; `null` begins with its own length, in two bytes. */
const sizes: readonly (number | null)[] = [0, 0, 1, 2, 4, 8, null, null, 8, 16];

function writeHeader([name, value]: readonly [string, string]): Buffer {
  const [nameBytes, valueBytes] = [Buffer.from(name), Buffer.from(value)];
  const size = Buffer.alloc(3, textType);
  size.writeUInt16BE(valueBytes.length, 1);
  return Buffer.concat([Buffer.from([nameBytes.length]), nameBytes, size, valueBytes]);
}

export function writeFrame({ headers, payload }: Frame): Uint8Array {
  const head = Buffer.concat([...headers].map(writeHeader));
  const length = preludeLength + head.length + payload.length + sumLength;
  const frame = Buffer.alloc(length);
  frame.writeUInt32BE(length, 0);
  frame.writeUInt32BE(head.length, 4);
  frame.writeUInt32BE(crc32(frame.subarray(0, 8)), 8);
  frame.set(head, preludeLength);
  frame.set(payload, preludeLength + head.length);
  frame.writeUInt32BE(crc32(frame.subarray(0, length - sumLength)), length - sumLength);
  return frame;
}

const unreadable = (): AppError =>
  new AppError('PROVIDER_BAD_ANSWER', 'Amazon Transcribe sent a message that cannot be read. Try again.');

/** Throws PROVIDER_BAD_ANSWER for what is no whole frame. */
export function readFrame(bytes: Uint8Array): Frame {
  const frame = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (frame.length < preludeLength + sumLength || frame.readUInt32BE(0) !== frame.length) throw unreadable();
  const end = frame.length - sumLength;
  const split = preludeLength + frame.readUInt32BE(4);
  const isIntact =
    crc32(frame.subarray(0, 8)) === frame.readUInt32BE(8) && crc32(frame.subarray(0, end)) === frame.readUInt32BE(end);
  if (!isIntact || split > end) throw unreadable();
  return { headers: readHeaders(frame.subarray(preludeLength, split)), payload: frame.subarray(split, end) };
}

function readHeaders(head: Buffer): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  try {
    for (let at = 0; at < head.length; ) {
      const typeAt = at + 1 + head.readUInt8(at);
      const type = head.readUInt8(typeAt);
      const size = sizes[type];
      if (size === undefined) throw unreadable();
      const valueAt = typeAt + (size === null ? 3 : 1);
      const valueEnd = valueAt + (size ?? head.readUInt16BE(typeAt + 1));
      if (type === textType)
        headers.set(head.toString('utf8', at + 1, typeAt), head.toString('utf8', valueAt, valueEnd));
      at = valueEnd;
    }
  } catch {
    throw unreadable();
  }
  return headers;
}
