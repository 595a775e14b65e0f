// Catches: a key file that fails much later with words nobody understands, and a signature that Google would refuse.
import { generateKeyPairSync, verify } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { mintServiceAccountToken, readServiceAccount } from '../../../../electron/providers/auth/service-account.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const file = {
  type: 'service_account',
  client_email: 'reader@project.iam.gserviceaccount.com',
  private_key: privateKey,
  private_key_id: 'k1',
  project_id: 'project',
};

describe('reading', () => {
  test.each([
    ['AIzaSomething', /is not JSON/],
    ['[]', /no key of a service account/],
    ['{"type":"authorized_user"}', /no key of a service account/],
    [JSON.stringify({ ...file, client_email: undefined }), /no usable client_email/],
    [JSON.stringify({ ...file, private_key: undefined }), /no usable private_key/],
    [JSON.stringify({ ...file, private_key: privateKey.slice(0, 300) }), /private_key in the JSON is damaged/],
    [JSON.stringify({ ...file, token_uri: 'http://example.com/token' }), /no usable token_uri/],
  ])('%.40s', (text, message) => {
    expect(() => readServiceAccount(text)).toThrow(message);
  });

  test('keeps what is needed', () => {
    const read = readServiceAccount(JSON.stringify({ ...file, universe_domain: 'googleapis.com' }));
    expect(read).toEqual({ ...file, token_uri: 'https://oauth2.googleapis.com/token' });
  });
});

describe('a token', () => {
  const account = readServiceAccount(JSON.stringify(file));

  test('is asked for with a signed claim', async () => {
    let sent = new URLSearchParams();
    const fetch: typeof globalThis.fetch = async (input, init) => {
      expect(input).toBe('https://oauth2.googleapis.com/token');
      sent = new URLSearchParams(await new Request(input, init).text());
      return Response.json({ access_token: 'ya29.made-up', expires_in: 3599 });
    };
    const now = () => 1_760_000_000_000;
    const token = await mintServiceAccountToken(account, { scope: 'models', fetch, now });
    expect(token.value.reveal()).toBe('ya29.made-up');
    expect(token.expiresAt).toBe(now() + 3_599_000);
    const [head = '', claims = '', signature = ''] = (sent.get('assertion') ?? '').split('.');
    const signed = Buffer.from(signature, 'base64url');
    expect(verify('RSA-SHA256', Buffer.from(`${head}.${claims}`), publicKey, signed)).toBe(true);
    expect(JSON.parse(Buffer.from(head, 'base64url').toString())).toMatchObject({ alg: 'RS256', kid: 'k1' });
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toEqual({
      iss: file.client_email,
      scope: 'models',
      aud: 'https://oauth2.googleapis.com/token',
      iat: 1_760_000_000,
      exp: 1_760_003_600,
    });
  });

  test.each([
    [400, 'INVALID_API_KEY'],
    [429, 'RATE_LIMITED'],
    [503, 'PROVIDER_UNHEALTHY'],
  ])('refused with %i is %s', async (status, code) => {
    const fetch = async () => Response.json({ error: 'invalid_grant' }, { status });
    await expect(mintServiceAccountToken(account, { scope: 'models', fetch })).rejects.toMatchObject({ code });
  });

  // Catches: the provider's host named for a failure of another.
  test('that nobody answers for names the host that was asked', async () => {
    const fetch = async () => {
      throw new TypeError('fetch failed', { cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }) });
    };
    await expect(mintServiceAccountToken(account, { scope: 'models', fetch })).rejects.toMatchObject({
      code: 'PROVIDER_UNREACHABLE',
      message: expect.stringContaining('oauth2.googleapis.com'),
    });
  });
});
