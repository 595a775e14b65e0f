interface SlidingOptions {
  architecture: string;
  /** Tokens. */
  window: number;
  /** From the file: one layer in so many sees everything, or which ones slide. */
  pattern: unknown;
  layers: number;
}

/** One layer in so many sees everything, where the file does not say. Others ignore the window, or take it for all. */
const periods: Readonly<Record<string, number>> = {
  afmoe: 4,
  cohere2: 4,
  cohere2moe: 4,
  'exaone-moe': 4,
  exaone4: 4,
  'gemma-embedding': 6,
  gemma2: 2,
  gemma3: 6,
  gemma3n: 5,
  'gpt-oss': 2,
  laguna: 4,
  llama4: 4,
  mellum: 4,
  'modern-bert': 3,
  'muse-glimmer': 4,
  olmo2: 4,
  plamo3: 8,
  smallthinker: 4,
};

/** The first layer of each period sees everything, in others it is the last. */
const fullFirst = new Set(['cohere2moe', 'laguna', 'modern-bert', 'smallthinker']);

/** Which layers see only a window. Where that is not known none does: an estimate is rather too high. */
export function slidingLayers({ architecture, window, pattern, layers }: SlidingOptions): boolean[] {
  const all = Array.from({ length: layers });
  if (window === 0 && architecture !== 'llama4') return all.map(() => false);
  if (Array.isArray(pattern)) return all.map((_, index) => Boolean(pattern[index]));
  const known = periods[architecture];
  const period = known !== undefined && typeof pattern === 'number' ? pattern : known;
  if (period === undefined) return all.map(() => false);
  if (period === 0) return all.map(() => true);
  const full = fullFirst.has(architecture) ? 0 : period - 1;
  return all.map((_, index) => index % period !== full);
}
