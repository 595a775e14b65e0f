/** What a slot holds, as far as the choice goes. */
export interface Place {
  /** Tokens at the beginning that the new prompt begins with too. */
  shared: number;
  /** Tokens of the prompt it was last made to hold: what a follow-up would find there again. */
  prompt: number;
  /** When it was last given back. */
  usedAt: number;
}

/** Tokens that any two prompts of one template may begin with. */
const commonBeginning = 16;

/**
 * The place with the longest shared beginning, of equals the one that holds least beside it. Where nothing to speak of
 * is shared, the place that was left alone the longest; one never used was left alone for ever.
 */
export function choosePlace(places: readonly Place[]): number {
  const ranked = places.map((place, index) => ({ ...place, index, shared: isByChance(place) ? 0 : place.shared }));
  const [best] = ranked.toSorted(
    (a, b) => b.shared - a.shared || (a.shared > 0 ? a.prompt - b.prompt : 0) || a.usedAt - b.usedAt,
  );
  return best?.index ?? 0;
}

/** A few tokens in common are no reason to throw out a long conversation. */
const isByChance = ({ shared, prompt }: Place): boolean =>
  shared * 10 < prompt || (shared < commonBeginning && shared * 2 < prompt);
