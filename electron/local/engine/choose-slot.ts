/** What a slot holds, as far as the choice goes. */
export interface Place {
  /** Tokens at the beginning that the new prompt begins with too. */
  shared: number;
  /** Tokens of the prompt it was last made to hold: what a follow-up would find there again. */
  prompt: number;
  /** When it was last given back. */
  usedAt: number;
}

/**
 * The place where a prompt costs least: what it saves now, less what the conversation that is there would have to read
 * again. Where nothing is gained, the place that was left alone the longest; one never used was left alone for ever.
 */
export function choosePlace(places: readonly Place[]): number {
  let best = -1;
  let bestGain = 0;
  for (const [index, place] of places.entries()) {
    const gain = 2 * place.shared - place.prompt;
    if (place.shared > 0 && (gain > bestGain || (gain === bestGain && best === -1))) {
      best = index;
      bestGain = gain;
    }
  }
  if (best !== -1) return best;
  return places.reduce(
    (oldest, place, index) => (place.usedAt < (places[oldest]?.usedAt ?? Infinity) ? index : oldest),
    0,
  );
}
