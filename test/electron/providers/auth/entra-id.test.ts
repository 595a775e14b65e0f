// Catches: a secret in the address, a token of the wrong kind, a refusal that does not say what to look at.
import { expect, test } from 'vitest';
import { Secret } from '../../../../electron/lib/secret.ts';
import { mintEntraToken } from '../../../../electron/providers/auth/entra-id.ts';

const credentials = {
  tenant: 'contoso.onmicrosoft.com',
  clientId: 'app-1',
  clientSecret: new Secret('very~secret'),
  scope: 'https://cognitiveservices.azure.com/.default',
};

test('asks its tenant for a token', async () => {
  const fetch: typeof globalThis.fetch = async (input, init) => {
    expect(input).toBe('https://login.microsoftonline.com/contoso.onmicrosoft.com/oauth2/v2.0/token');
    expect(Object.fromEntries(new URLSearchParams(await new Request(input, init).text()))).toEqual({
      grant_type: 'client_credentials',
      client_id: 'app-1',
      client_secret: 'very~secret',
      scope: 'https://cognitiveservices.azure.com/.default',
    });
    return Response.json({ token_type: 'Bearer', access_token: 'eyJ.made-up', expires_in: '3599' });
  };
  const { value, expiresAt } = await mintEntraToken(credentials, fetch);
  expect(value.reveal()).toBe('eyJ.made-up');
  expect(expiresAt - Date.now()).toBeGreaterThan(3_500_000);
});

test('a refusal names its number and the remedy, not the words of the answer', async () => {
  const fetch = async () =>
    Response.json(
      { error: 'invalid_client', error_description: 'AADSTS7000215: Invalid client secret for app-1 of very~secret.' },
      { status: 401 },
    );
  const error = await mintEntraToken(credentials, fetch).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'INVALID_API_KEY', message: expect.stringMatching(/AADSTS7000215.*client ID/) });
  expect(String(error)).not.toContain('very~secret');
});
