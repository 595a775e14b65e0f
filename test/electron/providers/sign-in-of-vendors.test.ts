// Catches: a secret sent where only its token belongs, two ways to sign in at once, and a token that was taken back and
// is used until its end.
import { beforeEach, expect, test } from 'vitest';
import { Secret } from '../../../electron/lib/secret.ts';
import { vendorOf } from '../../../electron/providers/registry.ts';

const prompt = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Hi' }] }];

interface Sent {
  host: string;
  headers: Headers;
}

let secrets = 0;
let secret = '';
beforeEach(() => {
  // Tokens outlive a test.
  secrets += 1;
  secret = `very-secret-${secrets}`;
});

/** Asks once and notes what went out; the vendor's own host answers with this status. */
async function askOnce(
  id: string,
  settings: object,
  { key, status }: { key: string; status: number },
): Promise<Sent[]> {
  const sent: Sent[] = [];
  const connection = vendorOf(id)?.connect({
    settings,
    apiKey: new Secret(key),
    fetch: async (input, init) => {
      const { host } = new URL(input instanceof Request ? input.url : input);
      sent.push({ host, headers: new Headers(init?.headers) });
      if (host.startsWith('login.')) return Response.json({ access_token: `token-of-${key}`, expires_in: 3600 });
      return Response.json({ error: { message: 'no' } }, { status });
    },
  });
  const model = await connection?.model('language', 'any');
  await expect(model?.doGenerate({ prompt })).rejects.toMatchObject({ statusCode: status });
  return sent;
}

const entra = { resource: 'example-resource', tenant: 'contoso', clientId: 'app-1' };

test('Entra ID: the secret goes to its own host, the token to the resource', async () => {
  const sent = await askOnce('azure-openai', entra, { key: secret, status: 500 });
  expect(sent.map(({ host }) => host)).toEqual(['login.microsoftonline.com', 'example-resource.openai.azure.com']);
  const headers = sent[1]?.headers;
  expect(headers?.get('authorization')).toBe(`Bearer token-of-${secret}`);
  expect(headers?.has('api-key')).toBe(false);
  // Kept for the next request.
  expect(await askOnce('azure-openai', entra, { key: secret, status: 500 })).toHaveLength(1);
});

test('Entra ID: a token that is refused is asked for anew, once', async () => {
  const sent = await askOnce('azure-openai', entra, { key: secret, status: 401 });
  const [login, resource] = ['login.microsoftonline.com', 'example-resource.openai.azure.com'];
  expect(sent.map(({ host }) => host)).toEqual([login, resource, login, resource]);
});

test('Azure: a key is sent as one', async () => {
  const [sent] = await askOnce('azure-openai', { resource: 'example-resource' }, { key: secret, status: 500 });
  expect(sent?.headers.get('api-key')).toBe(secret);
  expect(sent?.headers.has('authorization')).toBe(false);
});

test('Bedrock: a key of its own is sent, one of AWS only signs', async () => {
  const where = { region: 'eu-central-1' };
  const [own] = await askOnce('amazon-bedrock', where, { key: 'ABSKmadeup', status: 500 });
  expect(own?.host).toBe('bedrock-runtime.eu-central-1.amazonaws.com');
  expect(own?.headers.get('authorization')).toBe('Bearer ABSKmadeup');
  const [signed] = await askOnce('amazon-bedrock', where, { key: `AKIAMADEUPMADEUPMADE:${secret}`, status: 500 });
  expect(signed?.headers.get('authorization')).toMatch(/^AWS4-HMAC-SHA256 Credential=AKIAMADEUPMADEUPMADE\//);
  expect(JSON.stringify([...(signed?.headers ?? [])])).not.toContain(secret);
});
