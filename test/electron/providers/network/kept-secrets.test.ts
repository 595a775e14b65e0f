import { describe, expect, test } from 'vitest';
import { createProviders } from '../../../../electron/providers/providers.ts';
import { openVault } from '../../../../electron/vault/vault.ts';
import type { ProviderId } from '../../../../shared/model/ids.ts';
import { openTestProviders, openTestUpstream, type TestProviders } from '../../../helpers/upstream-host.ts';
import { hasOpenssl, makeCertificates, noCertificates } from './certificates.ts';
import { startConnectProxy } from './connect-proxy.ts';

const apiKey = 'sk-test-0123456789abcdef';
const password = 'a password: with ä';
const signal = AbortSignal.timeout(20_000);

/** A provider that is reached through a proxy with a password. */
async function open() {
  const upstream = await openTestUpstream({ apiKey });
  const proxy = await startConnectProxy({ login: `me:${password}` });
  const host = openTestProviders({ environment: {} });
  const network = { proxy: proxy.url, proxyUser: 'me', proxyPassword: password };
  const typed = { kind: 'openai-compatible', name: 'Mine', settings: { baseUrl: upstream.url }, apiKey, network };
  return { ...host, typed, proxy };
}

const failureOf = async ({ providers }: Pick<TestProviders, 'providers'>, id: ProviderId) =>
  (await providers.models(id, { refresh: true })).failure;

describe('the password of a proxy', () => {
  // Catches: a password that is lost on the way to the proxy, or that comes back out of the app.
  test('is used for a try and for what is stored, and given back to nobody', async () => {
    const host = await open();
    expect(await host.providers.try(host.typed, signal)).toMatchObject({ ok: true });
    expect(host.store.secrets.count()).toBe(0);
    const provider = await host.providers.create(host.typed);
    expect(provider).toMatchObject({ networkSecrets: ['proxyPassword'], network: { proxyUser: 'me' } });
    expect(await failureOf(host, provider.id)).toBeNull();
    expect(host.proxy.targets).toHaveLength(2);
    expect(host.store.secrets.count()).toBe(2);
    const shown = JSON.stringify([host.providers.list(), host.log.lines, host.published]);
    expect(shown).not.toContain(password);
  });

  // Catches: a password that goes with every other change, that stays when it is taken away, or whose row stays behind.
  test('stays when it is left out, goes when it is null, and another one takes its place', async () => {
    const host = await open();
    const { id } = await host.providers.create(host.typed);
    const { proxyPassword: _, ...network } = host.typed.network;
    expect((await host.providers.update({ providerId: id, network })).networkSecrets).toEqual(['proxyPassword']);
    expect(await failureOf(host, id)).toBeNull();

    await host.providers.update({ providerId: id, network: { ...network, proxyPassword: 'wrong' } });
    expect(await failureOf(host, id)).toMatchObject({ details: { reason: 'proxy-login' } });
    expect(host.store.secrets.count()).toBe(2);
    await host.providers.update({ providerId: id, network: { ...network, proxyPassword: password } });
    expect(await failureOf(host, id)).toBeNull();

    const without = await host.providers.update({ providerId: id, network: { ...network, proxyPassword: null } });
    expect(without.networkSecrets).toEqual([]);
    expect(host.store.secrets.count()).toBe(1);
    expect(await failureOf(host, id)).toMatchObject({ details: { reason: 'proxy-login' } });
  });

  // Catches: secrets left behind without an owner.
  test('goes with its provider, and is taken back where nothing could be stored', async () => {
    const host = await open();
    const { id } = await host.providers.create(host.typed);
    host.providers.delete(id);
    expect(host.store.secrets.count()).toBe(0);
    host.store.providers.insert = () => {
      throw new Error('the disk is full');
    };
    await expect(host.providers.create(host.typed)).rejects.toThrow('the disk is full');
    expect(host.store.secrets.count()).toBe(0);
  });

  // Catches: a vault that moves and leaves it under a key that is gone.
  test('moves with the vault to a passphrase, and to another one', async () => {
    const host = await open();
    const { id } = await host.providers.create(host.typed);
    for (const passphrase of ['correct horse', 'battery staple']) {
      await host.vault.rotate('passphrase', passphrase);
      // A change opens the line anew, and with it the vault.
      await host.providers.update({ providerId: id, network: { ...host.typed.network, connectTimeout: 9000 } });
      expect(await failureOf(host, id)).toBeNull();
    }
  });

  // Catches: another error than that of a key, which the window would not know how to help with.
  test('in a locked vault is missed like a key, and found when it is open', async () => {
    const host = await open();
    const { apiKey: _, ...keyless } = host.typed;
    const { id } = await host.providers.create(keyless);
    await host.vault.rotate('passphrase', 'correct horse');
    const { store, events, log } = host;
    const vault = openVault({
      store,
      environment: {},
      keychain: async () => ({ ok: false, reason: 'none' }),
      log: log.log,
      onChange: () => {},
    });
    const providers = createProviders({ store, vault, events, log: log.log, environment: {} });
    expect(await failureOf({ providers }, id)).toMatchObject({ code: 'VAULT_LOCKED' });
    const change = { providerId: id, network: { ...host.typed.network } };
    await expect(providers.update(change)).rejects.toMatchObject({ code: 'VAULT_LOCKED' });
    await vault.unlock('correct horse');
    expect(await failureOf({ providers }, id)).toMatchObject({ code: 'INVALID_API_KEY' });
  });
});

describe.skipIf(!hasOpenssl)('the key of a client certificate (skipped without openssl)', () => {
  const made = hasOpenssl ? makeCertificates() : noCertificates;
  const typed = { kind: 'openai-compatible', name: 'Mine', settings: { baseUrl: 'https://localhost:1/v1' } };
  const network = { clientCertificate: made.client.cert.trim(), clientKey: made.client.key };

  // Catches: a pair that does not fit found out at the first request, and a pair that fits refused for being in two parts.
  test('is checked with its certificate, typed or kept', async () => {
    const { providers, store } = openTestProviders({ environment: {} });
    const param = (name: string) => ({ code: 'VALIDATION_FAILED', details: { param: name, reason: 'certificate' } });
    const { clientKey: _, ...half } = network;
    await expect(providers.create({ ...typed, network: half })).rejects.toMatchObject(param('clientKey'));
    const { id } = await providers.create({ ...typed, network });
    expect(providers.get(id)).toMatchObject({ networkSecrets: ['clientKey'], network: half });
    expect(JSON.stringify(providers.get(id))).not.toContain('PRIVATE KEY');

    await providers.update({ providerId: id, network: { ...half, connectTimeout: 5000 } });
    const others = { providerId: id, network: { clientCertificate: made.stranger.cert } };
    await expect(providers.update(others)).rejects.toMatchObject(param('clientKey'));
    await expect(providers.update({ providerId: id, network: {} })).rejects.toMatchObject(param('clientCertificate'));
    await expect(providers.update({ providerId: id, network: { ...half, clientKey: 'x' } })).rejects.toMatchObject(
      param('clientKey'),
    );
    expect(store.secrets.count()).toBe(1);
    await providers.update({ providerId: id, network: { clientKey: null } });
    expect([store.secrets.count(), providers.get(id).network]).toEqual([0, {}]);
  });
});
