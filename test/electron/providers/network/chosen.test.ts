// Catches: network settings that are kept and not used, that outlive a change, or that lead a secret astray.
import { expect, test } from 'vitest';
import { addUpstream, openTestProviders, openTestUpstream } from '../../../helpers/upstream-host.ts';
import { startConnectProxy } from './connect-proxy.ts';

const apiKey = 'sk-test-0123456789abcdef';

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
