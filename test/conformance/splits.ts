/** A way a network may cut a body into chunks: every one of them must read the same. */
export interface Split {
  name: string;
  cut(body: Uint8Array): Uint8Array[];
}

function cutAt(body: Uint8Array, places: Iterable<number>): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  let start = 0;
  for (const place of places) {
    chunks.push(body.slice(start, place));
    start = place;
  }
  return [...chunks, body.slice(start)].filter(({ length }) => length > 0);
}

const every = (size: number, { length }: Uint8Array) =>
  Array.from({ length: Math.ceil(length / size) - 1 }, (_, index) => (index + 1) * size);

const isInsideCharacter = (byte: number | undefined) => byte !== undefined && byte >> 6 === 0b10;
const isAfterLineEnd = (byte: number | undefined) => byte === 0x0d || byte === 0x0a;

/** mulberry32: the same chunks in every run of a seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const longestByBytes = 25_000;

export const whole: Split = { name: 'whole', cut: (body) => [body] };

/** Over `longestByBytes` a few at a time: a chunk a byte costs the packages too long there. */
const bytes: Split = {
  name: 'a byte at a time',
  cut: (body) => cutAt(body, every(body.length > longestByBytes ? 5 : 1, body)),
};

/** Inside every UTF-8 character, between CR and LF, and between the two line ends of an event. */
const seams: Split = {
  name: 'at the seams',
  cut: (body) =>
    cutAt(
      body,
      body.keys().filter((at) => isInsideCharacter(body[at]) || isAfterLineEnd(body[at - 1])),
    ),
};

const seeded = (seed: number): Split => ({
  name: `at random places (seed ${seed})`,
  cut(body) {
    const random = randomFrom(seed);
    return cutAt(
      body,
      body.keys().filter((at) => at > 0 && random() < 0.02),
    );
  },
});

export const streamSplits: readonly Split[] = [whole, bytes, seams, seeded(1), seeded(20_26)];
export const bodySplits: readonly Split[] = [whole, seams, seeded(7)];
