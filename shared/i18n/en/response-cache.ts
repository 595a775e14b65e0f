/** Answers that are kept to be given again. */
export const responseCache = {
  title: 'Kept answers',
  kept: 'Kept now',
  entries: (count: string, size: string) => (count === '1' ? `1 answer, ${size}` : `${count} answers, ${size}`),
  saved: (hits: string, money: string) =>
    hits === '1' ? `Given again once, which saved ${money}.` : `Given again ${hits} times, which saved ${money}.`,
  never: 'None was given again so far.',
  empty: 'Empty it',
  emptied: 'The response cache is empty.',
};
