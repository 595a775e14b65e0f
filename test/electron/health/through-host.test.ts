import { expect, test, vi } from 'vitest';
import { localProviderId } from '../../../shared/model/local-provider.ts';
import { temporaryFolder } from '../../helpers/test-store.ts';
import { startUpstream } from '../../helpers/upstream.ts';
import { openTestHost, windowOf } from '../host/setup.ts';
import { startReceiver } from './receiver.ts';

// Catches: health that is built and not wired: a check that asks nobody, an answer of another shape than promised, an
// incident that reaches neither the window, nor the desktop, nor the webhook.
test('from a real check over REST to incident, notice and webhook', { timeout: 60_000 }, async () => {
  const receiver = await startReceiver();
  const upstream = await startUpstream({ apiKey: 'sk-right-one-0000000000' });
  const shown: string[] = [];
  const host = await openTestHost(temporaryFolder(), { notify: ({ kind }) => void shown.push(kind) });
  const { client } = await windowOf(host);
  const { key } = await client.call('management-key.create', {});
  const rest = async (method: 'GET' | 'POST', path: string): Promise<{ status: number; body: never }> => {
    const response = await fetch(`${host.address}/api${path}`, { method, headers: { authorization: `Bearer ${key}` } });
    return { status: response.status, body: (await response.json()) as never };
  };
  const { id: providerId, credentials } = await client.call('providers.create', {
    kind: 'openai-compatible',
    name: 'Upstream',
    settings: { baseUrl: upstream.url },
    apiKey: 'sk-right-one-0000000000',
  });
  const keyId = credentials[0]?.id;
  const { secret } = await client.call('webhook.update', { url: receiver.url });
  expect(secret).toMatch(/^whsec_/);

  expect((await rest('GET', `/providers/${providerId}/health`)).body).toMatchObject({
    status: 'Unknown',
    lastCheckTime: null,
  });
  const checked = await rest('POST', `/providers/${providerId}/health-check`);
  expect(checked.status).toBe(200);
  expect(Object.keys(checked.body)).toEqual([
    'providerId',
    'providerName',
    'providerType',
    'status',
    'lastCheckTime',
    'responseTime',
    'availableModels',
    'healthDetails',
    'keyCredentials',
  ]);
  expect(checked.body).toMatchObject({
    providerName: 'Upstream',
    providerType: 'openai-compatible',
    status: 'Healthy',
    responseTime: expect.any(Number),
    availableModels: expect.arrayContaining(['steady', 'echo']),
    healthDetails: {
      apiConnectivity: 'Healthy',
      authentication: 'Healthy',
      rateLimit: 'Healthy',
      modelAvailability: 'Healthy',
    },
    keyCredentials: [{ keyId, status: 'Healthy', lastUsed: null, rateLimitRemaining: null }],
  });
  expect(upstream.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /v1/models']);
  await client.call('health.check', { providerId, withToken: true });
  const asked = upstream.requests.filter(({ path }) => path === '/v1/chat/completions');
  expect(asked).toHaveLength(1);
  const [, row] = await client.call('health.board', {});
  expect(row).toMatchObject({
    figures: { requests: 1, failures: 0 },
    models: [{ status: 'Healthy' }],
    cells: [{ keyId }],
  });

  expect((await rest('GET', '/provider-health')).body).toMatchObject([{ providerId: localProviderId }, { providerId }]);
  const local = await client.call('health.check', { providerId: localProviderId });
  expect(local).toMatchObject({ status: 'Healthy', keyCredentials: [] });
  const { body: history } = await rest('GET', `/providers/${providerId}/health/history?hours=1`);
  expect(history).toMatchObject({ providerId, bucketSize: 37_500, buckets: { length: 96, 95: { failed: 0 } } });

  await upstream.close();
  const heard: string[] = [];
  client.on('notices.added', () => void heard.push('notice'));
  client.on('health.changed', () => void heard.push('health'));
  for (let round = 0; round < 3; round++) await client.call('health.check', { providerId });
  const { body: down } = await rest('GET', `/providers/${providerId}/health`);
  expect(down).toMatchObject({
    status: 'Unhealthy',
    healthDetails: { apiConnectivity: 'Unhealthy', authentication: 'Healthy' },
  });
  expect((await rest('GET', '/incidents?isOpen=true')).body).toMatchObject([
    { providerId, credentialId: null, openedBy: 'monitor', cause: { code: 'PROVIDER_UNREACHABLE' }, failures: 3 },
  ]);
  expect((await rest('GET', '/notices')).body).toMatchObject({
    unread: 1,
    notices: [{ kind: 'incident-opened', providerName: 'Upstream' }],
  });
  expect(shown).toEqual(['incident-opened']);
  await vi.waitFor(() => expect(receiver.received).toHaveLength(1));
  await vi.waitFor(() => expect(heard).toEqual(expect.arrayContaining(['notice', 'health'])));
  expect((await client.call('notices.mark-read', {})).unread).toBe(0);
  expect(await client.call('webhook.test', {})).toMatchObject({ isDelivered: true, status: 200 });
  expect(await client.call('health.board', {})).toMatchObject([
    { isLocal: true, status: 'Healthy' },
    { providerId, status: 'Unhealthy', failure: { code: 'PROVIDER_UNREACHABLE' }, openIncidents: [expect.any(String)] },
  ]);
  await client.call('providers.delete', { providerId });
  await expect(client.call('health.get', { providerId })).rejects.toMatchObject({ code: 'PROVIDER_NOT_FOUND' });
});
