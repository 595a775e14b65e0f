import { pipeline, Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib';
import type { Answer, AnswerBody } from './send.ts';

const unpackers = new Map<string, () => Transform>([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
  ['zstd', createZstdDecompress],
]);

/** Some pack what they were asked not to. */
export function unpacked(answer: Answer): Answer {
  const packing = answer.headers['content-encoding'];
  const unpack = packing === undefined ? undefined : unpackers.get(packing.trim().toLowerCase());
  return unpack ? { ...answer, body: bodyOf(answer.body, unpack()) } : answer;
}

function bodyOf(packed: AnswerBody, unpacker: Transform): AnswerBody {
  // Whoever reads the end of it hears of a failure on the way.
  pipeline(Readable.from(chunksOf(packed)), unpacker, () => {});
  const chunks = unpacker[Symbol.asyncIterator]() as AsyncIterator<Uint8Array, undefined>;
  return {
    read: async () => (await chunks.next()).value,
    cancel() {
      packed.cancel();
      unpacker.destroy();
    },
  };
}

async function* chunksOf(body: AnswerBody): AsyncGenerator<Uint8Array, void, void> {
  for (let chunk = await body.read(); chunk; chunk = await body.read()) yield chunk;
}
