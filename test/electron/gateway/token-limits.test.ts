import { text as textOf } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { newId } from '../../../electron/lib/id.ts';
import { estimateTokens } from '../../../electron/routing/token-estimate.ts';
import { calls } from '../../../electron/server/openai/calls.ts';
import type { RequestId } from '../../../shared/model/ids.ts';
import { startHttp } from '../providers/network/servers.ts';
import { chatChunk, chatEnd, chatUsage } from './relay/relay-host.ts';
import { openRoutedGateway } from './routed-gateway.ts';

const perMinute = 10_000;

/** One provider that may be asked for so many tokens a minute, and whose answers are these. */
async function openLimited(answer: string, { end = 'whole', vectors = 0 } = {}) {
  const opened = await openRoutedGateway(['one'], { settings: { limitWait: 0 } });
  const server = await startHttp((request, response) => {
    void textOf(request).then((body) => {
      const { input } = JSON.parse(body) as { input?: string[] };
      response.setHeader('content-type', vectors > 0 ? 'application/json' : 'text/event-stream');
      const data = input?.map((_, index) => ({ index, embedding: Array(vectors).fill(0.5) }));
      response.write(data ? answer.replace('"data"', `"data":${JSON.stringify(data)}`) : answer);
      if (end === 'cut') setTimeout(() => response.destroy(), 30);
      if (end === 'whole') response.end();
    });
  });
  const { providerId } = opened.target('one', 'm');
  await opened.providers.update({
    providerId,
    settings: { baseUrl: `${server.url}/v1` },
    limits: { requestsPerMinute: null, tokensPerMinute: perMinute },
  });
  const ask = async (path: keyof typeof calls, body: object): Promise<string> => {
    const bytes = Buffer.from(JSON.stringify({ model: 'one/m', ...body }));
    const call = calls[path]({ body: bytes, headers: {}, id: newId<RequestId>(), createdAt: 0 });
    const { door, model, content, work } = call;
    const leaving = new AbortController();
    if (end === 'left') setTimeout(() => leaving.abort(), 150);
    const { signal } = leaving;
    try {
      await opened.gateway.run({ door, wish: { name: model }, content, work, messageId: null, signal }, () => {});
      return 'ok';
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  /** What one request took of the limit: as much as the next one lacks. */
  const taken = async (): Promise<number> => {
    const { error } = await opened.ask('one/m', { parameters: { maxOutputTokens: perMinute } });
    const wait = error?.details?.['retryAfter'];
    return typeof wait === 'number' ? Math.round((wait * perMinute) / 60_000) : 0;
  };
  return { ask, taken };
}

const input = Array.from({ length: 100 }, (_, index) => `Text number ${index} of a hundred, which has a few words.`);
const estimate = input.reduce((sum, one) => sum + estimateTokens(one), 0);

// Catches: many texts that count as the first of them, or as nothing once they are answered, where a provider does not
// say what they took; a figure that is told and not gone by.
test.each([
  ['told', '{"object":"list","data","usage":{"prompt_tokens":777,"total_tokens":777}}', 777],
  ['not told', '{"object":"list","data"}', estimate],
])('embeddings count with all their texts: %s', async (_, answer, wanted) => {
  expect(estimate).toBeGreaterThan(1000);
  const { ask, taken } = await openLimited(answer, { vectors: 2 });
  expect(await ask('/embeddings', { input })).toBe('ok');
  expect(await taken()).toBe(wanted);
});

const body = { messages: [{ role: 'user', content: 'Which track?' }], stream: true, max_tokens: 5000 };
const prompt = estimateTokens('Which track?');

// Catches: an answer that somebody left and that takes its longest possible length from the limit, though it was told
// what it took; one that broke off, of which nothing was told, and that takes nothing.
test.each([
  // All of it was there.
  ['left', 'ok', chatChunk({ content: 'North.' }) + chatEnd + chatUsage, 10],
  ['left', 'CANCELLED', chatChunk({ content: 'North.' }), prompt + 5000],
  ['cut', 'STREAM_INTERRUPTED', chatChunk({ content: 'North.' }), prompt + 5000],
])('an answer that is %s counts as what it took, as far as that is known (%#)', async (end, code, answer, wanted) => {
  const { ask, taken } = await openLimited(answer, { end });
  expect(await ask('/chat/completions', body)).toBe(code);
  expect(await taken()).toBe(wanted);
});
