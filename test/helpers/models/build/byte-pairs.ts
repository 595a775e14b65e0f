import { byteAlphabet } from './byte-alphabet.ts';

const letters = 'etaoinshrdlucmfwypvbgkjqxz'.split('');
const space = 'Ġ';
const tokenTypes = { normal: 1, control: 3, unused: 5 } as const;

/** A byte-level vocabulary of a given size: bytes, letter groups with and without a space before, three control tokens. */
export function bytePairs(size: number) {
  const tokens = byteAlphabet();
  const merges: string[] = [];
  const known = new Set(tokens);
  const room = size - 3;
  const merge = (left: string, right: string) => {
    const merged = left + right;
    if (known.has(merged) || tokens.length >= room) return;
    known.add(merged);
    tokens.push(merged);
    merges.push(`${left} ${right}`);
  };
  // Each group is made of a shorter one that is there already, so that every token can be reached.
  let groups: string[] = ['', space];
  for (let length = 1; length <= 4 && tokens.length < room; length++) {
    groups = groups.flatMap((group) =>
      letters.map((letter) => {
        if (group !== '') merge(group, letter);
        return group + letter;
      }),
    );
  }
  const types: number[] = tokens.map(() => tokenTypes.normal);
  const control = (text: string) => {
    types.push(tokenTypes.control);
    return tokens.push(text) - 1;
  };
  const special = { pad: control('<|endoftext|>'), imStart: control('<|im_start|>'), endOfTurn: control('<|im_end|>') };
  while (tokens.length < size) {
    types.push(tokenTypes.unused);
    tokens.push(`[unused ${tokens.length}]`);
  }
  return { tokens, types, merges, special };
}
