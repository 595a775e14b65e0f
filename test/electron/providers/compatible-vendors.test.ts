import { expect, test } from 'vitest';
import { Secret } from '../../../electron/lib/secret.ts';
import { vendorOf } from '../../../electron/providers/registry.ts';
import { openTestUpstream } from '../../helpers/upstream-host.ts';

const { signal } = new AbortController();
const apiKey = new Secret('made-up-0123456789');
const prompt = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Which track?' }] }];

function connect(kind: string, settings: Record<string, unknown>, fetchIt: typeof fetch = fetch) {
  const connection = vendorOf(kind)?.connect({ settings, apiKey, fetch: fetchIt });
  if (!connection) throw new Error(`no vendor ${kind}`);
  return connection;
}

// Catches: a gateway in the cloud that refuses its own key, and requests that forget where they are to go.
test('portkey gets its headers with every request, and no empty ones', async () => {
  const upstream = await openTestUpstream();
  const connection = connect('portkey', { baseUrl: upstream.url, provider: '@work', config: '' });
  await connection.listModels(signal);
  const { stream } = await (await connection.model('language', 'steady')).doStream({ prompt });
  await Array.fromAsync(stream);
  expect(upstream.requests).toHaveLength(2);
  for (const { headers } of upstream.requests) {
    expect(headers).toMatchObject({ 'x-portkey-api-key': apiKey.reveal(), 'x-portkey-provider': '@work' });
    expect(headers['x-portkey-config']).toBeUndefined();
  }
});

// Catches: a wrong account that is only found out about by an answer nobody understands.
test.each(['', 'two words', '../other', undefined])('%o is no account of Cloudflare', (accountId) => {
  const parse = () => vendorOf('cloudflare-workers-ai')?.parseSettings({ accountId });
  expect(parse).toThrow(
    expect.objectContaining({ code: 'VALIDATION_FAILED', details: expect.objectContaining({ param: 'accountId' }) }),
  );
});

// Catches: images and embeddings offered for a chat, where only the list says what a model is.
test.each([
  [
    'together',
    {},
    [
      { id: 'a/chat', type: 'chat', display_name: 'A Chat', organization: 'A' },
      { id: 'b/image', type: 'image' },
      { id: 'c/own' },
    ],
    [
      { id: 'a/chat', name: 'A Chat', ownedBy: 'A' },
      { id: 'c/own', name: 'c/own', ownedBy: null },
    ],
  ],
  [
    'cloudflare-workers-ai',
    { accountId: 'abc' },
    { success: true, result: [{ id: '1', name: '@cf/meta/llama', task: { name: 'Text Generation' } }] },
    [{ id: '@cf/meta/llama', name: '@cf/meta/llama', ownedBy: 'meta' }],
  ],
])('%s lists what can chat', async (kind, settings, body, models) => {
  const asked: string[] = [];
  const connection = connect(kind, settings, async (input) => {
    asked.push(new Request(input).url);
    return Response.json(body);
  });
  expect(await connection.listModels(signal)).toEqual(models);
  expect(asked).toHaveLength(1);
});

// Catches: a reader that goes away while the upstream already failed, which some packages turn into the end of the host.
test.each(['openrouter', 'deepseek', 'perplexity'])('%s can be left at any moment', async (kind) => {
  const upstream = new AbortController();
  const connection = connect(kind, {}, async (_input, init) => {
    const body = new ReadableStream({
      start(controller) {
        const chunk = {
          id: '1',
          created: 1,
          model: 'm',
          choices: [{ index: 0, delta: { role: 'assistant', content: 'hi' } }],
        };
        controller.enqueue(new TextEncoder().encode(`data: ${JSON.stringify(chunk)}\n\n`));
        init?.signal?.addEventListener('abort', () => {
          upstream.abort();
          controller.error(init.signal?.reason);
        });
      },
    });
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  });
  const { stream } = await (await connection.model('language', 'm')).doStream({ prompt });
  for await (const part of stream) if (part.type === 'text-delta') break;
  expect(upstream.signal.aborted).toBe(true);
});
