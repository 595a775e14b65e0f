/**
 * The prices of one model from two sources. Where they say the same, each adds what only it knows. Where they differ,
 * one is taken whole: the dated price when it began after the other was last touched, else the one that is `first`.
 *
 * @param {{ prices: object | null, changed: string }} modelsDev
 * @param {{ prices: object, since: string | null } | null} genaiPrices
 * @param {{ first: 'models.dev' | 'genai-prices', note(text: string): void }} options
 */
export function choosePrices(modelsDev, genaiPrices, { first, note }) {
  if (!modelsDev.prices || !genaiPrices) return modelsDev.prices ?? genaiPrices?.prices ?? null;
  const differing = difference(modelsDev.prices, genaiPrices.prices);
  if (differing.length === 0) return { ...genaiPrices.prices, ...modelsDev.prices };
  const { since } = genaiPrices;
  const isNewer = since !== null && since > modelsDev.changed;
  const taken = isNewer ? 'genai-prices' : first;
  const why = isNewer ? `in force since ${since}` : since === null ? 'no date' : `the date ${since} is not newer`;
  note(`${differing.join(', ')}; taken: ${taken} (${why})`);
  return taken === 'genai-prices' ? genaiPrices.prices : modelsDev.prices;
}

/** Fields that both have and that are not the same, as `input 5000000 / 5500000`: models.dev first. */
export function difference({ tiers: ours = [], ...one }, { tiers: theirs = [], ...other }, label = '') {
  const fields = Object.keys(one)
    .filter((field) => field !== 'above' && other[field] !== undefined && other[field] !== one[field])
    .map((field) => `${label}${field} ${one[field]} / ${other[field]}`);
  if (ours.length === 0 || theirs.length === 0) return fields;
  // One source writes "from 272,000" as "above 271,999", the other as "above 272,000".
  const step = ({ above }) => Math.round(above / 1000);
  if (ours.map(step).join() !== theirs.map(step).join()) {
    const steps = (tiers) => tiers.map(({ above }) => above).join(' and ');
    return [...fields, `tiers above ${steps(ours)} / ${steps(theirs)}`];
  }
  return [...fields, ...ours.flatMap((tier, index) => difference(tier, theirs[index], `above ${tier.above}: `))];
}
