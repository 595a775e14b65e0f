const wordsIn = (text) => new Set(text.toLowerCase().match(/\p{L}{3,}|\d+/gu) ?? [text.toLowerCase()]);

/** What the prompts that measure say in nearly the same words is not to be learned from. */
export function unlike(measured) {
  const known = measured.map(wordsIn);
  return (text) => {
    const words = wordsIn(text);
    return known.every((other) => {
      const both = words.intersection(other).size;
      return both / (words.size + other.size - both) < 0.5;
    });
  };
}
