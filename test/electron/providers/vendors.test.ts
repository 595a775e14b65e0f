import type { LanguageModelV4StreamPart } from '@ai-sdk/provider';
import { describe, expect, test } from 'vitest';
import { Secret } from '../../../electron/lib/secret.ts';
import { checkedFetch } from '../../../electron/providers/checked-fetch.ts';
import type { VendorConnection } from '../../../electron/providers/define-vendor.ts';
import { vendorOf, vendors } from '../../../electron/providers/registry.ts';
import { upstreamModels } from '../../helpers/upstream.ts';
import { steadyAnswer, thinkingAnswer } from '../../helpers/upstream-behaviours.ts';
import { openTestUpstream } from '../../helpers/upstream-host.ts';

const apiKey = new Secret('sk-test-0123456789abcdef');
const signal = new AbortController().signal;

function connect(kind: string, settings: Record<string, unknown>, key: Secret | null = apiKey): VendorConnection {
  const vendor = vendorOf(kind);
  if (!vendor) throw new Error(`no vendor ${kind}`);
  return vendor.connect({ settings, apiKey: key, fetch: checkedFetch(fetch) });
}

async function answerOf(connection: VendorConnection, modelId: string): Promise<LanguageModelV4StreamPart[]> {
  const model = await connection.model('language', modelId);
  const prompt = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Which track?' }] }];
  const { stream } = await model.doStream({ prompt });
  return Array.fromAsync(stream);
}

const textOf = (parts: LanguageModelV4StreamPart[], type: 'text-delta' | 'reasoning-delta') =>
  parts.map((part) => (part.type === type ? part.delta : '')).join('');

// Catches: a second list of vendors growing somewhere, and a form without words.
test('the registry is sorted and every setting has a title and a description', () => {
  const ids = vendors.map(({ kind }) => kind.id);
  expect(ids).toEqual([...ids].sort());
  for (const { kind } of vendors) {
    const { properties } = kind.settingsSchema as {
      properties: Record<string, { title?: string; description?: string }>;
    };
    for (const property of Object.values(properties)) {
      expect(property).toMatchObject({
        title: expect.any(String),
        description: expect.any(String),
        type: expect.stringMatching(/^(string|boolean|number)$/),
      });
    }
  }
});

describe.each(['openai', 'openai-compatible'])('%s', (kind) => {
  // Catches: a key that is not sent, tokens lost or doubled on the way, an answer without its numbers.
  test('lists models and streams an answer', async () => {
    const upstream = await openTestUpstream({ apiKey: apiKey.reveal() });
    const connection = connect(kind, { baseUrl: upstream.url });
    expect((await connection.listModels(signal)).map(({ id }) => id)).toEqual(upstreamModels);
    const parts = await answerOf(connection, 'steady');
    expect(textOf(parts, 'text-delta')).toBe(steadyAnswer);
    const finish = parts.find((part) => part.type === 'finish');
    expect(finish?.finishReason.unified).toBe('stop');
    expect(finish?.usage.inputTokens.total).toBeGreaterThan(0);
    expect(finish?.usage.outputTokens.total).toBeGreaterThan(100);
    expect(upstream.requests.at(-1)?.body).toMatchObject({ model: 'steady', stream: true });
  });

  // Catches: a retry inside a package, where the gateway can neither see nor count it.
  test('asks once, also when it fails', async () => {
    const upstream = await openTestUpstream();
    const connection = connect(kind, { baseUrl: upstream.url });
    await expect(answerOf(connection, 'fail-503')).rejects.toMatchObject({ statusCode: 503 });
    await expect(connect(kind, { baseUrl: `${upstream.url}/wrong` }).listModels(signal)).rejects.toMatchObject({
      statusCode: 404,
    });
    expect(upstream.requests).toHaveLength(2);
  });
});

describe('openai-compatible', () => {
  // Catches: thoughts printed as the answer.
  test('keeps thoughts and answer apart', async () => {
    const upstream = await openTestUpstream();
    const parts = await answerOf(connect('openai-compatible', { baseUrl: upstream.url }), 'thinking');
    expect(textOf(parts, 'reasoning-delta')).toBe(thinkingAnswer.reasoning);
    expect(textOf(parts, 'text-delta')).toBe(thinkingAnswer.text);
    const finish = parts.find((part) => part.type === 'finish');
    expect(finish?.usage.outputTokens.reasoning).toBe(9);
  });

  // Catches: "Bearer undefined", and a key of the environment sent to a stranger's server.
  test('sends nothing where there is no key', async () => {
    const upstream = await openTestUpstream();
    const connection = connect('openai-compatible', { baseUrl: upstream.url }, null);
    await connection.listModels(signal);
    await answerOf(connection, 'echo');
    for (const { headers } of upstream.requests) {
      expect(headers.authorization).toBeUndefined();
      expect(headers['openai-organization']).toBeUndefined();
    }
  });

  // Catches: a list that is lost for one entry somebody's server made up, or for a missing envelope.
  test.each([
    { data: [{ id: 'a', owned_by: 'me' }, { name: 'no id' }, null, { id: 'b', owned_by: 7 }] },
    [{ id: 'a', owned_by: 'me' }, 'b?', { id: 'b' }],
  ])('reads a list loosely: %o', async (body) => {
    const vendor = vendorOf('openai-compatible');
    const connection = vendor?.connect({
      settings: { baseUrl: 'http://localhost/v1' },
      apiKey: null,
      fetch: async () => Response.json(body),
    });
    expect(await connection?.listModels(signal)).toEqual([
      { id: 'a', name: 'a', ownedBy: 'me' },
      { id: 'b', name: 'b', ownedBy: null },
    ]);
  });

  // Catches: an address that is no API shown as a provider without models.
  test.each([{}, { models: 3 }, 'hello', null])('%o is no list of models', async (body) => {
    const connection = vendorOf('openai-compatible')?.connect({
      settings: { baseUrl: 'http://localhost/v1' },
      apiKey: null,
      fetch: async () => Response.json(body),
    });
    await expect(connection?.listModels(signal)).rejects.toMatchObject({ code: 'PROVIDER_BAD_ANSWER' });
  });

  // Catches: a base URL stored as it was typed, and an error that points to no field.
  test('checks its settings', () => {
    const vendor = vendorOf('openai-compatible');
    expect(vendor?.parseSettings({ baseUrl: 'localhost:1234/v1/' })).toEqual({ baseUrl: 'http://localhost:1234/v1' });
    for (const settings of [{}, { baseUrl: 'not a url' }, { baseUrl: 7 }]) {
      expect(() => vendor?.parseSettings(settings)).toThrow(
        expect.objectContaining({
          code: 'VALIDATION_FAILED',
          details: { param: 'baseUrl', reason: expect.any(String) },
        }),
      );
    }
    expect(() => vendor?.parseSettings(null)).toThrow(expect.objectContaining({ code: 'VALIDATION_FAILED' }));
  });
});

describe('openai', () => {
  // Catches: usage booked on the wrong organization or project.
  test('sends organization and project with both kinds of request', async () => {
    const upstream = await openTestUpstream();
    const settings = { baseUrl: upstream.url, organization: ' org-1 ', project: 'proj_2' };
    const connection = connect('openai', settings);
    await connection.listModels(signal);
    await answerOf(connection, 'echo');
    expect(upstream.requests).toHaveLength(2);
    for (const { headers } of upstream.requests) {
      expect(headers).toMatchObject({
        authorization: `Bearer ${apiKey.reveal()}`,
        'openai-organization': 'org-1',
        'openai-project': 'proj_2',
      });
    }
  });

  // Catches: empty fields of the form sent as empty headers.
  test('fills in what is left out', () => {
    expect(vendorOf('openai')?.parseSettings({ organization: '' })).toEqual({
      baseUrl: 'https://api.openai.com/v1',
      api: 'chat',
    });
  });
});
