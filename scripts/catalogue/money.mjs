/** Factors from the sources' dollars to whole nano-dollars of the catalogue's unit. */
export const perMillionTokens = 1e6;
export const perThousandPieces = 1e6;
export const perPiece = 1e9;

/** Undoes what a binary fraction made of a decimal one (0.049999999999999996), and nothing else: null is no whole number. */
export function toNano(dollars, factor) {
  const nano = Number((dollars * factor).toPrecision(15));
  return Number.isSafeInteger(nano) && nano >= 0 ? nano : null;
}
