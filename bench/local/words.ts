const some = ['the', 'and', 'ran', 'set', 'out', 'tal', 'los', 'roa', 'tin', 'mea'];

/** Text of about so many tokens of the random model, whose vocabulary holds short words with a space before them. */
export const words = (tokens: number, salt = 0): string =>
  Array.from({ length: tokens }, (_, index) => some[(index * 7 + salt + (index >> 3)) % some.length]).join(' ');
