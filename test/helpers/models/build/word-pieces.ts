const letters = 'abcdefghijklmnopqrstuvwxyz'.split('');
const printable = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index));
const tokenTypes = { normal: 1, unknown: 2, control: 3 } as const;
/** Before a piece that begins a word. */
const wordStart = '▁';

/** Pieces of one and two characters, at the start of a word and inside it: any English text can be written with them. */
export function wordPieces() {
  const controls = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'];
  const characters = printable.filter((character) => character === character.toLowerCase());
  const pairs = letters.flatMap((first) => letters.map((second) => first + second));
  const pieces = [...characters, ...pairs].flatMap((piece) => [wordStart + piece, piece]);
  const typeOf = (control: string) => (control === '[UNK]' ? tokenTypes.unknown : tokenTypes.control);
  return {
    tokens: [...controls, ...pieces],
    types: [...controls.map(typeOf), ...pieces.map(() => tokenTypes.normal)],
    special: { pad: 0, unknown: 1, start: 2, separator: 3, mask: 4 },
  };
}
