// Catches: network settings that are kept and not used, that outlive a change, or that lead a secret astray.
import { expect, test } from 'vitest';
import { newId } from '../../../../electron/lib/id.ts';
import { createNetworks } from '../../../../electron/providers/network/networks.ts';
import type { ProviderId } from '../../../../shared/model/ids.ts';
import { addUpstream, openTestProviders, openTestUpstream } from '../../../helpers/upstream-host.ts';
import { startConnectProxy } from './connect-proxy.ts';

const apiKey = 'sk-test-0123456789abcdef';
const noSecrets = { proxyPassword: null, clientKey: null };

test('what was chosen for a provider holds for its next request', async () => {
  const upstream = await openTestUpstream({ apiKey });
  const opened = openTestProviders({ environment: {} });
  const { id } = await addUpstream(opened, upstream, { apiKey });
  const team = () => upstream.requests.at(-1)?.headers['x-team'];
  const { providers } = opened;
  await providers.models(id, { refresh: true });
  expect(team()).toBeUndefined();

  const proxy = await startConnectProxy({});
  const network = { headers: { 'x-team': 'yard' }, proxy: proxy.url, firstTokenTimeout: 4000 };
  expect((await providers.update({ providerId: id, network })).network).toEqual(network);
  expect(await providers.models(id, { refresh: true })).toMatchObject({ failure: null });
  expect(team()).toBe('yard');
  expect(proxy.targets).toHaveLength(1);
  expect((await providers.connect(id)).timeouts).toEqual({ firstToken: 4000 });

  await providers.update({ providerId: id, network: {} });
  await providers.models(id, { refresh: true });
  expect(team()).toBeUndefined();
  providers.close();
});

test('an address of the own network is refused where nobody allowed it, also to one who knew the line before', async () => {
  const upstream = await openTestUpstream();
  const networks = createNetworks({ environment: {} });
  const id = newId<ProviderId>();
  const owner = { network: {}, baseUrl: upstream.url, secrets: async () => noSecrets, secretsMark: '' };
  const ask = (allowPrivate: boolean) => networks.of(id, { ...owner, allowPrivate }).fetch(`${upstream.url}/models`);
  expect((await ask(true)).status).toBe(200);
  await expect(ask(false)).rejects.toMatchObject({ details: { reason: 'private-address' } });
  networks.close();
});

// Catches: work that asks again and again, broken off because somebody saved a setting.
test('who began over a line goes on over it when the settings are others', async () => {
  const upstream = await openTestUpstream();
  const networks = createNetworks({ environment: {} });
  const id = newId<ProviderId>();
  const owner = { baseUrl: upstream.url, secrets: async () => noSecrets, secretsMark: '', allowPrivate: true };
  const before = networks.of(id, { ...owner, network: {} });
  await before.fetch(`${upstream.url}/models`);
  networks.of(id, { ...owner, network: { maxRetries: 1 } });
  expect((await before.fetch(`${upstream.url}/models`)).status).toBe(200);
  networks.close();
  await expect(before.fetch(`${upstream.url}/models`)).rejects.toMatchObject({ code: 'PROVIDER_UNREACHABLE' });
});

test('a provider that is only typed yet is tried the way that is typed', async () => {
  const upstream = await openTestUpstream({ apiKey });
  const { providers } = openTestProviders({ environment: {} });
  const settings = { baseUrl: upstream.url };
  const typed = { kind: 'openai-compatible', name: 'Mine', settings, apiKey };
  const result = await providers.try({ ...typed, network: { headers: { 'x-team': 'a' } } }, AbortSignal.timeout(5000));
  expect(result.ok).toBe(true);
  expect(upstream.requests.at(-1)?.headers['x-team']).toBe('a');
});

test('what is no certificate is told at its field', async () => {
  const { providers } = openTestProviders();
  const caCertificates = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----';
  const typed = { kind: 'openai-compatible', name: 'Mine', settings: { baseUrl: 'http://localhost:1/v1' } };
  await expect(providers.create({ ...typed, network: { caCertificates } })).rejects.toMatchObject({
    code: 'VALIDATION_FAILED',
    details: { param: 'caCertificates' },
  });
});
