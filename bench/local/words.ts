const some = ['t', 'l', 's', 'a', 'm', 'w', 'b', 'f', 'c', 'd'];

/** Text of so many tokens of the random model, whose vocabulary holds letters with a space before them. */
export const words = (tokens: number, salt = 0): string =>
  Array.from({ length: tokens }, (_, index) => some[(index * 7 + salt + (index >> 3)) % some.length]).join(' ');
