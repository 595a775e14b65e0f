import { expect, test, vi } from 'vitest';
import { aliasChoicesOf } from '../../helpers/alias-choices.ts';
import { temporaryFolder } from '../../helpers/test-store.ts';
import { openTestUpstream } from '../../helpers/upstream-host.ts';
import { openTestHost, windowOf } from '../host/setup.ts';

// On a busy machine a load is not told within its second, and asked for again after ten.
const patiently = { timeout: 45_000, interval: 200 };

// Catches: a report that counts what is over, or misses what runs; a form that another Switchyard cannot read.
test('another Switchyard reads how much there is to do here, and asks elsewhere', { timeout: 120_000 }, async () => {
  const upstream = await openTestUpstream();
  const far = await openTestHost(temporaryFolder());
  const { client: there } = await windowOf(far);
  const network = { maxRetries: 0 };
  const kind = 'openai-compatible';
  await there.call('providers.create', { kind, name: 'Upstream', settings: { baseUrl: upstream.url }, network });
  const load = async () => {
    const response = await fetch(`${far.address}/v1/load`);
    return [response.headers.get('cache-control'), await response.json()];
  };
  expect(await load()).toEqual(['no-store', { running: 0, waiting: 0, models: [] }]);

  const leaving = new AbortController();
  const say = (address: string, model: string, signal: AbortSignal) =>
    fetch(`${address}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model, messages: [{ role: 'user', content: 'Which?' }], stream: true }),
      signal,
    });
  await Promise.all(Array.from({ length: 2 }, () => say(far.address, 'Upstream/slow', leaving.signal)));
  const busy = { running: 2, waiting: 0, models: [{ model: 'slow', running: 2, waiting: 0 }] };
  expect(await load()).toEqual(['no-store', busy]);

  const near = await openTestHost(temporaryFolder());
  const { client: here } = await windowOf(near);
  const settings = { baseUrl: `${far.address}/v1` };
  const peer = await here.call('providers.create', { kind, name: 'Far', settings, network });
  const own = await here.call('providers.create', { kind, name: 'Near', settings: { baseUrl: upstream.url }, network });
  const targets = [
    { providerId: peer.id, modelId: 'Upstream/slow' },
    { providerId: own.id, modelId: 'slow' },
  ];
  await here.call('aliases.create', aliasChoicesOf('pool', targets, { strategy: 'least-busy' }));
  const first = async (): Promise<string | null> => {
    const enough = new AbortController();
    const { headers } = await say(near.address, 'pool', enough.signal);
    enough.abort();
    // Whoever only stood in was not chosen.
    expect(headers.get('x-switchyard-attempts')).toBe('1');
    return headers.get('x-switchyard-provider');
  };
  await vi.waitFor(async () => expect(await first()).toBe('Near'), patiently);
  leaving.abort();
  await vi.waitFor(async () => expect((await load())[1]).toMatchObject({ running: 0, models: [] }), patiently);
  await vi.waitFor(async () => expect(await first()).toBe('Far'), patiently);
});
