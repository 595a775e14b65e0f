import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { refusedHeaders } from '../../../../shared/model/network-rules.ts';
import { networkChoices, networkSettings } from '../../../../shared/model/network-settings.ts';

const isRefused = (choices: Record<string, unknown>): boolean => !networkChoices.safeParse(choices).success;
const certificate = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----';

// Catches: a field that the form shows without a word, and one that must be filled in before anything works.
test('every field has a title, a description and a default', () => {
  const { properties = {} } = z.toJSONSchema(networkSettings, { io: 'input' });
  for (const [name, property] of Object.entries(properties)) {
    const field = { title: expect.any(String), description: expect.any(String) };
    expect({ [name]: property }).toMatchObject({ [name]: field });
    expect(Object.keys(property as object)).toContain('default');
  }
  expect(Object.keys(properties)).toEqual(Object.keys(networkSettings.shape));
});

// Catches: a default that is written down with the choices, and then never changes with the app.
test('what is stored is what was chosen', () => {
  expect(networkChoices.parse({})).toEqual({});
  expect(networkChoices.parse({ verify: false, totalTimeout: null })).toEqual({ verify: false, totalTimeout: null });
  expect(networkSettings.parse({})).toMatchObject({
    proxy: 'system',
    verify: true,
    connectTimeout: 10_000,
    firstTokenTimeout: 300_000,
    betweenTokensTimeout: 120_000,
    totalTimeout: null,
    maxRetries: 2,
    retryBackoff: 'exponential',
    retryJitter: true,
  });
});

describe('headers', () => {
  // Catches: a second key or length beside the vendor's own, and a line break that begins a header of its own.
  test.each([...refusedHeaders, 'X-Amz-Date', 'Authorization', 'a b', 'a:b', '', 'ä', 'a\r\nb'])(
    '%j is no name',
    (name) => {
      expect(isRefused({ headers: { [name]: 'x' } })).toBe(true);
    },
  );
  test.each(['', ' x', 'x ', 'a\r\nb: c', 'a\nb', 'ä', 'a\0'])('%j is no value', (value) => {
    expect(isRefused({ headers: { 'x-team': value } })).toBe(true);
  });
  test('others are taken as they are, but none twice', () => {
    expect(networkChoices.parse({ headers: { 'X-Team': 'a b', 'user-agent': 'mine/1.0' } })).toEqual({
      headers: { 'X-Team': 'a b', 'user-agent': 'mine/1.0' },
    });
    expect(isRefused({ headers: { 'X-Team': 'a', 'x-team': 'b' } })).toBe(true);
    expect(isRefused({ headers: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`x-${i}`, 'a'])) })).toBe(
      true,
    );
  });
  test('the message names the header and what to do', () => {
    const { error } = networkChoices.safeParse({ headers: { Cookie: 'a=b' } });
    expect(error?.message).toContain('Cookie is set by the app itself.');
  });
});

describe('proxy', () => {
  test.each(['system', null, 'http://proxy.example.com:3128', 'https://10.0.0.1', 'http://[::1]:3128/'])(
    '%j',
    (proxy) => {
      expect(networkChoices.parse({ proxy })).toEqual({ proxy });
    },
  );
  // Catches: a password kept in the open, and a kind of proxy that nobody here speaks.
  test.each(['socks5://a:1080', 'proxy:3128', 'http://user:pass@proxy', 'http://a/path', 'http://', ''])(
    'not %j',
    (proxy) => {
      expect(isRefused({ proxy })).toBe(true);
    },
  );
});

// Catches: a private key that is kept in the open, because it was pasted together with its certificate.
test('certificates are certificates only', () => {
  expect(isRefused({ caCertificates: certificate })).toBe(false);
  expect(isRefused({ caCertificates: `# ours\n${certificate}\n${certificate}` })).toBe(false);
  expect(isRefused({ caCertificates: 'x' })).toBe(true);
  expect(isRefused({ clientCertificate: `${certificate}\n-----BEGIN EC PRIVATE KEY-----\nMIIB` })).toBe(true);
  // What is kept encrypted has no place among what is kept in the open.
  expect(isRefused({ clientKey: '-----BEGIN PRIVATE KEY-----' })).toBe(true);
});
