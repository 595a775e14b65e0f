import type { LookupAddress } from 'node:dns';
import { isIPv6, type LookupFunction } from 'node:net';
import { describe, expect, test } from 'vitest';
import { checkTarget, guardedLookup } from '../../../../electron/providers/network/check-target.ts';
import { failureOf, openNetwork } from './open-network.ts';
import { ok, startHttp } from './servers.ts';

const words = (text: string): string[] => text.trim().split(/\s+/);
const check = (host: string) => () => checkTarget(new URL(`http://${host}/v1`), { allowPrivate: false });

describe('what an imported base URL must not lead to', () => {
  // Catches: an import that sends requests, with a key, into the user's own network or to a cloud's metadata; in any spelling.
  test.each(
    words(`
    127.0.0.1 127.1 127.255.255.254 10.1.2.3 172.16.0.1 172.31.255.255 192.168.1.1 0.0.0.0 0 169.254.169.254
    169.254.0.1 100.100.100.200 192.0.0.192 198.18.0.1 224.0.0.1 255.255.255.255 2130706433 0x7f000001 0x7f.1
    0177.0.0.1 017700000001 127.0.0.1. １２７.0.0.1 127。0。0。1 2852039166 0xA9FEA9FE %31%32%37.0.0.1 [::1] [::]
    [fc00::1] [fd00:ec2::254] [fe80::1] [febf::1] [fec0::1] [ff02::1] [::ffff:127.0.0.1] [::ffff:a9fe:a9fe]
    [0:0:0:0:0:ffff:0a00:0001] [::127.0.0.1] [64:ff9b::7f00:1] [64:ff9b:1::1] [2002:7f00:1::]
    [2001:0:7f00:1::] localhost LOCALHOST. a.localhost nas nas.local db.internal metadata.google.internal
    router.lan
  `),
  )('%s', (host) => {
    expect(check(host)).toThrow(
      expect.objectContaining({ code: 'VALIDATION_FAILED', details: { param: 'baseUrl', reason: 'private-address' } }),
    );
    expect(() => checkTarget(new URL(`http://${host}/v1`), { allowPrivate: true })).not.toThrow();
  });

  // Catches: a rule so wide that a provider is refused.
  test.each(
    words(`
    api.example.com api.example.com. 8.8.8.8 172.15.255.255 172.32.0.1 169.253.1.1 100.128.0.1 11.0.0.1
    [2606:4700::1111] [2a00:1450::1] [::ffff:8.8.8.8] [64:ff9b::8.8.8.8] local.example.com
    internal.example.com
  `),
  )('but %s is fine', (host) => {
    expect(check(host)).not.toThrow();
  });
});

/** A resolver that gives one list after the other. */
const answers = (...lists: string[][]): LookupFunction & { asked: string[] } => {
  const asked: string[] = [];
  const lookup: LookupFunction = (hostname, options, callback) => {
    asked.push(hostname);
    const addresses = (lists.length > 1 ? lists.shift() : lists[0]) ?? [];
    const found: LookupAddress[] = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
    const [first] = found;
    process.nextTick(() => {
      if (options.all) callback(null, found);
      else callback(null, first?.address ?? '', first?.family ?? 4);
    });
  };
  return Object.assign(lookup, { asked });
};

const lookUp = (lookup: LookupFunction, all: boolean) =>
  new Promise((resolve, reject) => {
    guardedLookup(lookup)('api.example.com', { all }, (error, found) => (error ? reject(error) : resolve(found)));
  });

describe('names, when they are looked up', () => {
  // Catches: a name of the internet with an address of one's own network, also when it is only one of several.
  test.each([[['127.0.0.1']], [['8.8.8.8', '10.0.0.1']], [['2606:4700::1111', '::ffff:169.254.169.254']]])(
    '%j',
    async (addresses) => {
      await expect(lookUp(answers(addresses), true)).rejects.toMatchObject({
        code: 'PROVIDER_UNREACHABLE',
        retryable: false,
      });
    },
  );
  test('one address without a list is checked, too, and a public one passes', async () => {
    await expect(lookUp(answers(['::1']), false)).rejects.toMatchObject({ code: 'PROVIDER_UNREACHABLE' });
    await expect(lookUp(answers(['8.8.8.8']), false)).resolves.toBe('8.8.8.8');
    await expect(lookUp(answers(['8.8.8.8']), true)).resolves.toEqual([{ address: '8.8.8.8', family: 4 }]);
  });
  test('a name that is not found stays that', async () => {
    const failing: LookupFunction = (_name, _options, callback) =>
      callback(Object.assign(new Error('no'), { code: 'ENOTFOUND' }), '', 4);
    await expect(lookUp(failing, true)).rejects.toMatchObject({ code: 'ENOTFOUND' });
  });
});

describe('a request on its way', () => {
  // Catches: DNS rebinding, where the address that is connected to is not the one that was checked.
  test('reaches nobody behind a name that changed its mind', async () => {
    const server = await startHttp(ok);
    const lookup = answers(['127.0.0.1']);
    const url = `http://api.example.com:${server.port}`;
    const network = openNetwork({}, { allowPrivate: false, baseUrl: url, lookup });
    const error = await failureOf(network.fetch(url));
    expect(error).toMatchObject({
      code: 'PROVIDER_UNREACHABLE',
      retryable: false,
      details: { reason: 'private-address' },
    });
    expect(error.message).toContain('api.example.com');
    expect(lookup.asked).toEqual(['api.example.com']);
    expect(server.connections()).toBe(0);
    // The same name, allowed by hand.
    const allowed = openNetwork({}, { baseUrl: url, lookup });
    expect(await (await allowed.fetch(url)).text()).toBe('ok');
  });

  // Catches: an address in figures, for which nothing is ever looked up.
  test('reaches no address in figures', async () => {
    const server = await startHttp(ok);
    const network = openNetwork({}, { allowPrivate: false });
    for (const url of [server.url, `http://[::ffff:127.0.0.1]:${server.port}`, `http://localhost:${server.port}`]) {
      expect(await failureOf(network.fetch(url))).toMatchObject({ details: { reason: 'private-address' } });
    }
    expect(server.connections()).toBe(0);
  });
});
