import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../../helpers/test-store.ts';
import { openTestHost, windowOf } from '../../host/setup.ts';
import { json, openVendorServer, type VendorServer } from './vendor-server.ts';

const file = { status: 'pulling dde5', digest: 'sha256:dde5', total: 2000 };

async function openWhole(routes: VendorServer['routes']) {
  const server = await openVendorServer({
    'GET /api/tags': json({ models: [{ name: 'hf.co/some/model:q4', size: 5 }] }),
    'GET /api/ps': json({ models: [] }),
    ...routes,
  });
  const host = await openTestHost(temporaryFolder());
  const { client } = await windowOf(host);
  const { id: providerId } = await client.call('providers.create', {
    kind: 'ollama',
    name: 'Mine',
    settings: { baseUrl: server.url },
  });
  return { server, client, providerId };
}

describe('over the contract, from a window', () => {
  // Catches: an answer that does not fit the contract, a name with slashes that loses its way.
  test('models of a server are listed, described and deleted', async () => {
    const { client, providerId, server } = await openWhole({
      'POST /api/show': json({ capabilities: ['completion'] }),
      'DELETE /api/delete': (_asked, response) => void response.end(),
    });
    const [model] = await client.call('hosted-models.list', { providerId });
    const name = model?.name ?? '';
    expect(name).toBe('hf.co/some/model:q4');
    const details = await client.call('hosted-models.get', { providerId, name });
    expect(details).toMatchObject({ name, abilities: ['completion'], context: null });
    expect(await client.call('hosted-models.delete', { providerId, name })).toEqual({});
    expect(server.asked.find(({ line }) => line.startsWith('DELETE'))?.body).toEqual({ model: name });
  });

  // Catches: a cancel in the window that leaves the server loading.
  test('a pull is cancelled down to the server', async () => {
    const closed = Promise.withResolvers<string>();
    const { client, providerId } = await openWhole({
      'POST /api/pull': (_asked, response) => {
        response.on('close', () => closed.resolve('closed'));
        response.write(`${JSON.stringify({ ...file, completed: 500 })}\n`);
      },
    });
    const pull = client.open('hosted-models.pull', { providerId, name: 'mini' });
    const steps = pull[Symbol.asyncIterator]();
    expect(await steps.next()).toMatchObject({ value: { status: file.status, completed: 500, total: 2000 } });
    pull.cancel();
    await expect(pull.end).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(await closed.promise).toBe('closed');
  });

  // Catches: extras of one vendor asked of another, with words that help nobody.
  test('what the vendor has not is refused', async () => {
    const { client, providerId } = await openWhole({});
    const lacking = { code: 'MODEL_LACKS_CAPABILITY' };
    await expect(client.call('providers.voices', { providerId })).rejects.toMatchObject(lacking);
    const messages = [{ role: 'user' as const, text: 'Hi' }];
    const counting = client.call('models.count-tokens', { providerId, modelId: 'mini', messages });
    await expect(counting).rejects.toMatchObject(lacking);
    expect(await client.call('providers.balance', { providerId })).toMatchObject([{ failure: lacking, entries: [] }]);
  });
});
