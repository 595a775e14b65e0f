import { expect, test } from 'vitest';
import { addProvider, json, openVendorServer } from './vendor-server.ts';

const { signal } = new AbortController();
const data = {
  id: 'gen-1',
  model: 'anthropic/claude-haiku-4.5',
  provider_name: 'Infermatic',
  total_cost: 0.0015,
  native_tokens_prompt: 10,
  native_tokens_completion: 25,
  native_tokens_reasoning: 5,
  native_tokens_cached: 3,
  tokens_prompt: 9,
  tokens_completion: 22,
  latency: 1250,
  generation_time: 1200.5,
  finish_reason: 'stop',
  created_at: '2024-07-15T23:33:19.433273+00:00',
};

// Catches: tokens as another tokenizer counts them, dollars for nano-dollars, an id that changes the address.
test.each([
  ['openrouter', '/api/v1', 'https://openrouter.ai/api/v1'],
  ['vercel-ai-gateway', '/v1', 'https://ai-gateway.vercel.sh/v1'],
])('%s says what an answer took', async (kind, path, address) => {
  const server = await openVendorServer({ [`GET ${path}/generation`]: json({ data }) });
  const { extras, provider } = await addProvider(server, { kind });
  expect(await extras.generation(provider.id, 'gen-1&x=2', signal)).toEqual({
    id: 'gen-1',
    modelId: 'anthropic/claude-haiku-4.5',
    answeredBy: 'Infermatic',
    nanoDollars: 1_500_000,
    inputTokens: 10,
    outputTokens: 25,
    reasoningTokens: 5,
    cachedTokens: 3,
    latency: 1250,
    duration: 1200.5,
    finishReason: 'stop',
    createdAt: Date.parse('2024-07-15T23:33:19.433Z'),
  });
  expect(server.asked.map(({ line }) => line)).toEqual([`GET ${address}/generation?id=gen-1%26x%3D2`]);
});

// Catches: an answer of the second account never found, and an id that nobody knows told as a wrong base URL.
test('every key is asked, for only the account that paid knows an answer', async () => {
  const server = await openVendorServer({
    'GET /api/v1/generation': (asked, response) =>
      asked.headers.authorization === 'Bearer sk-second-0123456789'
        ? json({ data })(asked, response)
        : json({ error: { code: 404, message: 'Generation not found' } }, 404)(asked, response),
  });
  const { extras, provider, providers } = await addProvider(server, { kind: 'openrouter' });
  await expect(extras.generation(provider.id, 'gen-1', signal)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await providers.addKey(provider.id, { apiKey: 'sk-second-0123456789', label: '' });
  expect(await extras.generation(provider.id, 'gen-1', signal)).toMatchObject({ id: 'gen-1' });
});

// Catches: "nobody knows this answer" where the key that paid for it was refused, or where no key is switched on.
test('who could not ask is told before those who know nothing', async () => {
  const server = await openVendorServer({
    'GET /api/v1/generation': (asked, response) =>
      asked.headers.authorization === 'Bearer sk-second-0123456789'
        ? json({ error: { code: 401, message: 'No auth credentials found' } }, 401)(asked, response)
        : json({ error: { code: 404, message: 'Generation not found' } }, 404)(asked, response),
  });
  const { extras, provider, providers } = await addProvider(server, { kind: 'openrouter' });
  await providers.addKey(provider.id, { apiKey: 'sk-second-0123456789', label: '' });
  await expect(extras.generation(provider.id, 'gen-1', signal)).rejects.toMatchObject({ code: 'INVALID_API_KEY' });
  for (const key of providers.get(provider.id).credentials) providers.updateKey(key.id, { isEnabled: false });
  await expect(extras.generation(provider.id, 'gen-1', signal)).rejects.toThrow('no key that is switched on');
});
