// Catches: a package that cannot read the answers of this fetch, or whose request does not stop with its signal.
import { expect, test } from 'vitest';
import { Secret } from '../../../../electron/lib/secret.ts';
import { checkedFetch } from '../../../../electron/providers/checked-fetch.ts';
import { openAiCompatible } from '../../../../electron/providers/forms/openai/compatible.ts';
import { upstreamModels } from '../../../helpers/upstream.ts';
import { steadyAnswer } from '../../../helpers/upstream-behaviours.ts';
import { openTestUpstream } from '../../../helpers/upstream-host.ts';
import { startConnectProxy } from './connect-proxy.ts';
import { openNetwork } from './open-network.ts';

const vendor = openAiCompatible({
  id: 'any',
  name: 'Any',
  keyPage: null,
  needsKey: 'required',
  environment: [],
  address: null,
  services: ['language'],
});
const prompt = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Which track?' }] }];

async function connect() {
  const apiKey = new Secret('sk-test-0123456789abcdef');
  const upstream = await openTestUpstream({ apiKey: apiKey.reveal() });
  const proxy = await startConnectProxy({});
  const network = openNetwork({ proxy: proxy.url, headers: { 'x-team': 'yard' } }, { baseUrl: upstream.url });
  const settings = { baseUrl: upstream.url };
  return { upstream, proxy, connection: vendor.connect({ settings, apiKey, fetch: checkedFetch(network.fetch) }) };
}

test('a whole answer comes through, from the list of models to the last token', async () => {
  const { proxy, connection } = await connect();
  expect((await connection.listModels(new AbortController().signal)).map(({ id }) => id)).toEqual(upstreamModels);
  const { stream } = await (await connection.model('language', 'steady')).doStream({ prompt });
  const parts = await Array.fromAsync(stream);
  expect(parts.map((part) => (part.type === 'text-delta' ? part.delta : '')).join('')).toBe(steadyAnswer);
  expect(new Set(proxy.targets)).toEqual(new Set([connection.host]));
});

test('an answer in the middle ends with its signal', async () => {
  const { connection } = await connect();
  const controller = new AbortController();
  const model = await connection.model('language', 'slow');
  const { stream } = await model.doStream({ prompt, abortSignal: controller.signal });
  const reader = stream.getReader();
  for (let count = 0; count < 5; count += 1) await reader.read();
  controller.abort();
  const rest = async (): Promise<unknown> => {
    const { done, value } = await reader.read();
    if (done) return 'it ended as if it were whole';
    return value.type === 'error' ? value.error : rest();
  };
  const end = await rest().catch((error: unknown) => error);
  expect(end).toMatchObject({ name: 'AbortError' });
});
