import { v7 } from 'uuid';

/** Each call to the system takes longer than all else of an id, so one is made for many. */
const random = new Uint8Array(16 * 256);
let used = random.length;

let last = { msecs: 0, seq: 0 };

/** A new id of the kind asked for: unique without asking, and sortable by when it was made. */
export function newId<Id extends string>(): Id {
  if (used === random.length) {
    crypto.getRandomValues(random);
    used = 0;
  }
  const own = random.subarray(used, used + 16);
  used += 16;
  const msecs = Math.max(Date.now(), last.msecs);
  // Those of one millisecond are counted from a number that nobody can guess.
  const [a = 0, b = 0, c = 0] = own;
  last = { msecs, seq: msecs > last.msecs ? (a << 16) | (b << 8) | c : last.seq + 1 };
  return v7({ random: own, ...last }) as Id;
}
