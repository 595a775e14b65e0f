import { modelParameters } from '../../../shared/model/parameters.ts';

type Body = Readonly<Record<string, unknown>>;

/** They say how, not what: an answer without them is still the answer, so an odd value is no reason to refuse. */
const hints = {
  user: 'user',
  service_tier: 'serviceTier',
  verbosity: 'verbosity',
  parallel_tool_calls: 'parallelToolCalls',
} as const;

/** Words that this dialect has and the vocabulary has not. */
const words: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  service_tier: { fast: 'priority' },
  reasoning_effort: { max: 'xhigh' },
};

/** The body as the vocabulary of parameters reads it: programs write some things in ways that mean something else. */
export function tidyParameters(body: Body): Body {
  const tidy: Record<string, unknown> = {};
  for (const [word, given] of Object.entries(body)) {
    const value = meaningOf(word, given);
    if (value !== undefined) tidy[word] = value;
  }
  return tidy;
}

function meaningOf(word: string, given: unknown): unknown {
  const value = typeof given === 'string' ? (words[word]?.[given] ?? given) : given;
  switch (word) {
    case 'max_tokens':
    case 'max_completion_tokens':
      // Asked for by programs that only want the prompt read: the least there is.
      return value === 0 ? 1 : value;
    case 'top_k':
      // "All" to some servers.
      return value === -1 ? undefined : value;
    case 'seed':
      return typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)
        ? folded(value)
        : value;
    case 'user':
    case 'service_tier':
    case 'verbosity':
    case 'parallel_tool_calls':
      return modelParameters.shape[hints[word]].safeParse(value).success ? value : undefined;
    default:
      return value;
  }
}

/** Seeds have 64 bits in this dialect; a number here holds 53. The same one still gives the same answer. */
const folded = (seed: number): number => Number(BigInt.asUintN(32, BigInt(seed)));
