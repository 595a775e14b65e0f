import type { Dialect } from '../dialect.ts';
import { compareRaised } from './compare-raised.ts';
import { textOf } from './text-of.ts';

interface Verdict {
  flagged?: boolean;
  categories: Record<string, boolean | null>;
  category_scores?: Record<string, number>;
}

export const openaiModeration: Dialect = {
  name: 'openai-moderation',
  matches: ({ method, url }) => method === 'POST' && new URL(url).pathname.endsWith('/moderations'),
  raise({ body }) {
    const { model, input } = body as { model: string; input: string | string[] };
    return { service: 'moderation', modelId: model, stream: false, options: { inputs: [input].flat() } };
  },
  read(response) {
    const { results } = JSON.parse(textOf(response)) as { results: Verdict[] };
    return {
      verdicts: results.map(({ flagged, categories, category_scores: scores = {} }) => {
        const told = Object.entries(categories).filter(([, isHit]) => isHit !== null);
        return {
          flagged: flagged ?? told.some(([, isHit]) => isHit),
          categories: Object.fromEntries(
            told.map(([name, isHit]) => [name, { flagged: isHit === true, score: scores[name] ?? null }]),
          ),
        };
      }),
    };
  },
  compare: compareRaised((request) => openaiModeration.raise(request), {
    place: ({ host, pathname }) => host + pathname,
    read: ['model', 'input'],
  }),
};
