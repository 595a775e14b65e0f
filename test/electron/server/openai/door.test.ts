import type { AddressInfo } from 'node:net';
import fastify from 'fastify';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { newId } from '../../../../electron/lib/id.ts';
import { addOpenAiDoor } from '../../../../electron/server/openai/door.ts';
import { longAnswer, partialAnswer } from '../../../helpers/upstream-behaviours.ts';
import { openRoutedGateway, type RoutedOptions } from '../../gateway/routed-gateway.ts';

async function open(names: readonly string[] = ['one', 'two'], options: RoutedOptions = {}) {
  const host = await openRoutedGateway(names, options);
  const app = fastify({ forceCloseConnections: true, genReqId: () => newId() });
  addOpenAiDoor(app, { gateway: host.gateway, log: host.log.log });
  await app.listen({ port: 0, host: '127.0.0.1' });
  onTestFinished(() => app.close());
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/v1`;
  const post = (path: string, body: unknown, init: RequestInit = {}) =>
    fetch(`${url}${path}`, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      ...init,
      headers: { 'content-type': 'application/json', ...(init.headers as Record<string, string> | undefined) },
    });
  const chat = (model: string, more: Record<string, unknown> = {}, init: RequestInit = {}) =>
    post('/chat/completions', { model, messages: [{ role: 'user', content: 'Which track?' }], ...more }, init);
  return { ...host, url, post, chat };
}

const contentIn = (events: string): string =>
  events
    .split('\n\n')
    .filter((event) => event.startsWith('data: {'))
    .map((event) => JSON.parse(event.slice(6)) as { choices?: { delta?: { content?: string } }[] })
    .map(({ choices }) => choices?.[0]?.delta?.content ?? '')
    .join('');

describe('relayed', () => {
  // Catches: parameters or fields that nobody here knows lost on the way, and headers that do not say who answered.
  test('what nobody here knows goes there and comes back', async () => {
    const host = await open();
    host.alias('fast', [host.target('one', 'echo')]);
    const response = await host.chat('fast', { made_up: { deep: [1, 2.5e300] }, seed: 7 });
    expect(response.status).toBe(200);
    const body = (await response.json()) as { model: string; choices: { message: { content: string } }[] };
    expect(body.choices[0]?.message.content).toBe('Which track?');
    expect(host.upstreams['one']?.requests.at(-1)?.body).toMatchObject({
      model: 'echo',
      made_up: { deep: [1, 2.5e300] },
      seed: 7,
    });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'x-switchyard-provider': 'one',
      'x-switchyard-model': 'echo',
      'x-switchyard-attempts': '1',
      'x-switchyard-cache': 'miss',
      'x-switchyard-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  // Catches: a usage chunk shown to a client that did not ask for one, or tokens not counted because of that.
  test('tokens are counted, and shown only to whoever asked', async () => {
    const host = await open();
    const plain = await host.chat('one/long', { stream: true });
    const text = await plain.text();
    expect(contentIn(text)).toBe(longAnswer);
    expect(text).not.toContain('"usage":{');
    expect(text.endsWith('data: [DONE]\n\n')).toBe(true);
    const asked = await host.chat('one/echo', { stream: true, stream_options: { include_usage: true } });
    expect(await asked.text()).toContain('"usage":{');
    const id = plain.headers.get('x-switchyard-request-id') as never;
    expect(host.store.requests.get(id)).toMatchObject({ door: 'openai-chat', status: 'complete', outputTokens: 4000 });
  });

  // Catches: a failure before the first word that reaches the client, or the lifecycle of one answer before another's words.
  test.each(['fail-500', 'cut-before', 'fail-429', 'html'])(
    '%s is not seen when somebody else answers',
    async (modelId) => {
      const host = await open();
      host.alias('fast', [host.target('one', modelId), host.target('two', 'echo')]);
      const response = await host.chat('fast', { stream: true });
      expect(response.headers.get('x-switchyard-attempts')).toBe('2');
      const text = await response.text();
      expect(contentIn(text)).toBe('Which track?');
      expect(text.match(/"role":"assistant"/g)).toHaveLength(1);
    },
  );

  // Catches: a stream that just ends, which programs take for the whole answer.
  test.each(['cut', 'no-finish', 'error-event'])('%s ends with an error event', async (modelId) => {
    const host = await open();
    const text = await (await host.chat(`one/${modelId}`, { stream: true })).text();
    expect(contentIn(text.split('data: {"error"')[0] ?? '')).toBe(partialAnswer);
    expect(text).toMatch(/data: \{"error":\{.+\}\n\n$/);
    expect(text).not.toContain('[DONE]');
  });

  // Catches: an upstream that goes on answering nobody, and costs money.
  test.each([true, false])('a client who leaves stops the upstream within 100 ms (stream: %s)', async (stream) => {
    const host = await open();
    const gone = new AbortController();
    const asking = host.chat(stream ? 'one/slow' : 'one/hang', { stream }, { signal: gone.signal });
    await vi.waitFor(() => expect(host.upstreams['one']?.requests).toHaveLength(1));
    // A stream has begun when its first piece is there.
    await (stream ? (await asking).body?.getReader().read() : undefined);
    const left = performance.now();
    gone.abort();
    await asking.catch(() => {});
    await vi.waitFor(() => expect(host.upstreams['one']?.aborted).toBe(1), { interval: 5 });
    console.log(`the upstream heard of it after ${(performance.now() - left).toFixed(1)} ms`);
  });

  // Catches: refusals in another dialect, without a status, or hiding what the provider said about the request.
  test('what is refused is refused in words of the dialect', async () => {
    const host = await open();
    const unknown = await host.chat('nobody-like-this');
    expect([unknown.status, await unknown.json()]).toMatchObject([404, { error: { code: 'model_not_found' } }]);
    const bad = await host.post('/chat/completions', '{"model": ');
    expect([bad.status, await bad.json()]).toMatchObject([400, { error: { type: 'invalid_request_error' } }]);
    const rejected = await host.chat('one/fail-400');
    expect(rejected.status).toBe(400);
    expect(await rejected.text()).toContain('The upstream was asked to fail with 400.');
    const limited = await host.chat('one/fail-429');
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '7']);
  });
});

describe('the response cache', () => {
  // Catches: an answer given again where nobody wants that, or paid for twice where somebody does.
  test('answers the same question once more, marked, and only where it was asked for', async () => {
    const host = await open();
    const headers = { 'x-switchyard-cache-for': '60' };
    const first = await host.chat('one/echo', { temperature: 0 }, { headers });
    const again = await host.chat('one/echo', { temperature: 0 }, { headers });
    expect([first, again].map((one) => one.headers.get('x-switchyard-cache'))).toEqual(['miss', 'hit']);
    expect(await again.text()).toBe(await first.text());
    await host.chat('one/echo', { temperature: 1 }, { headers });
    await host.chat('one/echo', { temperature: 0 });
    expect(host.asked()).toEqual({ one: 3 });
    const id = again.headers.get('x-switchyard-request-id') as never;
    expect(host.store.requests.get(id)).toMatchObject({ isCached: true, cost: 0, status: 'complete' });
  });
});

describe('the response cache of an alias', () => {
  // Catches: an answer of a model that the alias no longer names.
  test('forgets with its targets', async () => {
    const host = await open();
    const alias = host.alias('fast', [host.target('one', 'echo')], { cacheFor: 60 });
    await host.chat('fast');
    expect((await host.chat('fast')).headers.get('x-switchyard-cache')).toBe('hit');
    const targets = [{ target: host.target('two', 'echo'), isEnabled: true, priority: 0, weight: 1 }];
    host.routing.config.updateAlias(alias.id, { targets });
    expect((await host.chat('fast')).headers.get('x-switchyard-provider')).toBe('two');
    expect(host.asked()).toEqual({ one: 1, two: 1 });
  });
});

describe('rules over the port', () => {
  // Catches: what a tool or a system message brought, overlooked by the rule that was to keep it here.
  test('see all that is sent, not only what the user wrote', async () => {
    const host = await open();
    host.alias('fast', [host.target('one', 'echo')]);
    host.routing.config.createRule({
      name: 'Keep at home',
      isEnabled: true,
      when: { personalData: ['email'] },
      actions: [{ isLocalOnly: true }],
    });
    const call = { id: 'c1', type: 'function', function: { name: 'find', arguments: '{}' } };
    const messages = [
      { role: 'user', content: 'Who is it?' },
      { role: 'assistant', content: null, tool_calls: [call] },
      { role: 'tool', tool_call_id: 'c1', content: 'Write to anna.meier@example.org.' },
    ];
    expect((await host.chat('fast', { messages })).status).toBe(422);
    expect(host.asked()).toEqual({});
  });
});

describe('transcoded', () => {
  // Catches: an answer of another form that programs of this one cannot read.
  test('a target that speaks another form answers in this one', async () => {
    const host = await open();
    const provider = await host.providers.create({
      kind: 'openai',
      name: 'three',
      settings: { baseUrl: host.upstreams['one']?.url },
      apiKey: 'sk-test-0123456789abcdef',
    });
    expect(provider.name).toBe('three');
    const text = await (await host.chat('three/echo', { stream: true })).text();
    expect(contentIn(text)).toBe('Which track?');
  });
});
