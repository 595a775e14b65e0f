import { describe, expect, test } from 'vitest';
import { Secret } from '../../../electron/lib/secret.ts';
import { compatibleReranking } from '../../../electron/providers/forms/openai/reranking.ts';

function answering(body: unknown, options: { apiKey?: Secret; limitField?: 'top_k' } = {}) {
  const sent: { headers: Headers; body: unknown }[] = [];
  const model = compatibleReranking('ranker', {
    provider: 'test',
    baseUrl: 'http://localhost/v1',
    apiKey: null,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      sent.push({ headers: request.headers, body: await request.json() });
      return Response.json(body);
    },
    ...options,
  });
  return { model, sent };
}

const texts = { type: 'text' as const, values: ['hi', 'a bear', 'a train'] };
const score = (index: number, relevance_score: number) => ({ index, relevance_score });

describe('reranking', () => {
  // Catches: the order in which a server happened to score taken for a ranking, and a limit that it does not know.
  test.each(['results', 'data'])('sorts and cuts what came as %s', async (field) => {
    const { model, sent } = answering({ [field]: [score(0, -4.5), score(2, -9), score(1, 0.75)], usage: {} });
    const { ranking } = await model.doRerank({ query: 'panda', documents: texts, topN: 2 });
    expect(ranking).toEqual([
      { index: 1, relevanceScore: 0.75 },
      { index: 0, relevanceScore: -4.5 },
    ]);
    expect(sent[0]?.body).toEqual({ model: 'ranker', query: 'panda', documents: texts.values, top_n: 2 });
    expect(sent[0]?.headers.has('authorization')).toBe(false);
  });

  // Catches: objects sent as they are to servers that only read texts, and the other name of the limit.
  test('sends objects as text', async () => {
    const { model, sent } = answering({ data: [score(0, 1)] }, { apiKey: new Secret('k-1'), limitField: 'top_k' });
    await model.doRerank({ query: 'q', documents: { type: 'object', values: [{ name: 'Köln' }] }, topN: 1 });
    expect(sent[0]?.body).toMatchObject({ documents: ['{"name":"Köln"}'], top_k: 1 });
    expect(sent[0]?.headers.get('authorization')).toBe('Bearer k-1');
  });

  // Catches: a document picked out of nowhere further on.
  test.each([{ results: [score(3, 1)] }, { results: [score(-1, 1)] }, { results: 'none' }, {}])(
    '%o is no ranking',
    async (body) => {
      const { model } = answering(body);
      await expect(model.doRerank({ query: 'q', documents: texts })).rejects.toThrow(/ranked|Invalid JSON/);
    },
  );
});
