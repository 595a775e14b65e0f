import { crc32 } from 'node:zlib';
import { type StreamForm, widenJson } from '../stream-forms.ts';

/** One message of an AWS event stream: https://docs.aws.amazon.com/transcribe/latest/dg/event-stream.html */
interface Frame {
  /** As they are in the bytes. */
  head: Buffer;
  headers: Record<string, string>;
  payload: string;
}

const preludeLength = 12;
const checkLength = 4;

const splitFrames = (body: Uint8Array): Buffer[] => {
  const bytes = Buffer.from(body);
  const frames: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    frames.push(bytes.subarray(at, at + length));
    at += length;
  }
  return frames;
};

export const awsFrames = (body: Uint8Array): Frame[] => splitFrames(body).map(readFrame);

function readFrame(frame: Buffer): Frame {
  const end = frame.length - checkLength;
  if (crc32(frame.subarray(0, 8)) !== frame.readUInt32BE(8)) throw new Error('a frame with a wrong sum of its lengths');
  if (crc32(frame.subarray(0, end)) !== frame.readUInt32BE(end)) throw new Error('a frame with a wrong sum');
  const split = preludeLength + frame.readUInt32BE(4);
  const head = frame.subarray(preludeLength, split);
  return { head, headers: readHeaders(head), payload: frame.toString('utf8', split, end) };
}

/** All that a model's stream has are texts: type 7, with two bytes of length. */
function readHeaders(head: Buffer): Record<string, string> {
  const headers: Record<string, string> = {};
  for (let at = 0; at < head.length; ) {
    const nameEnd = at + 1 + head.readUInt8(at);
    const name = head.toString('utf8', at + 1, nameEnd);
    if (head.readUInt8(nameEnd) !== 7) throw new Error(`the header ${name} is no text`);
    const valueEnd = nameEnd + 3 + head.readUInt16BE(nameEnd + 1);
    headers[name] = head.toString('utf8', nameEnd + 3, valueEnd);
    at = valueEnd;
  }
  return headers;
}

function writeFrame(head: Uint8Array, payload: string): Buffer {
  const text = Buffer.from(payload);
  const prelude = Buffer.alloc(preludeLength);
  prelude.writeUInt32BE(preludeLength + head.length + text.length + checkLength, 0);
  prelude.writeUInt32BE(head.length, 4);
  prelude.writeUInt32BE(crc32(prelude.subarray(0, 8)), 8);
  const sum = Buffer.alloc(checkLength);
  sum.writeUInt32BE(crc32(Buffer.concat([prelude, head, text])));
  return Buffer.concat([prelude, head, text, sum]);
}

/** A frame as a service writes it, for cases of one's own. */
export function awsFrame(headers: Record<string, string>, payload: unknown): Buffer {
  const head = Object.entries(headers).map(([name, value]) => {
    const size = Buffer.alloc(3, 7);
    size.writeUInt16BE(Buffer.byteLength(value), 1);
    return Buffer.concat([Buffer.from([Buffer.byteLength(name)]), Buffer.from(name), size, Buffer.from(value)]);
  });
  return writeFrame(Buffer.concat(head), typeof payload === 'string' ? payload : JSON.stringify(payload));
}

export const awsEvent = (type: string, payload: unknown): Buffer =>
  awsFrame({ ':event-type': type, ':content-type': 'application/json', ':message-type': 'event' }, payload);

export const awsStream: StreamForm = {
  split: splitFrames,
  widen(frame) {
    const { head, payload } = readFrame(Buffer.from(frame));
    return writeFrame(head, JSON.stringify(widenJson(JSON.parse(payload))));
  },
  garbage: awsEvent('contentBlockDelta', '{"half": '),
};
