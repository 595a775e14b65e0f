import { z } from 'zod';
import { AppError } from '../../../shared/errors/app-error.ts';
import { Secret } from '../../lib/secret.ts';
import { fetchToken } from './fetch-token.ts';
import type { MintedToken } from './token-cache.ts';

export interface ClientCredentials {
  tenant: string;
  clientId: string;
  clientSecret: Secret;
  /** What the token is for: `https://cognitiveservices.azure.com/.default`. */
  scope: string;
}

const answer = z.looseObject({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });
const refused = z.looseObject({ error_description: z.string() });

/** `AADSTS7000215` and the like: the code says enough, the rest of the words names the tenant. */
const reasonIn = (body: unknown): string => {
  const { success, data } = refused.safeParse(body);
  const code = success ? /AADSTS\d+/.exec(data.error_description)?.[0] : undefined;
  return code === undefined ? '' : ` (${code})`;
};

/** https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow */
export async function mintEntraToken(
  { tenant, clientId, clientSecret, scope }: ClientCredentials,
  fetch: typeof globalThis.fetch,
): Promise<MintedToken> {
  const askedAt = Date.now();
  const { access_token, expires_in } = await fetchToken({
    url: `https://login.microsoftonline.com/${encodeURIComponent(tenant)}/oauth2/v2.0/token`,
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret.reveal(),
      scope,
    }).toString(),
    answer,
    refusal: (_status, body) =>
      new AppError(
        'INVALID_API_KEY',
        `Entra ID gave no token${reasonIn(body)}. Check tenant and client ID, and that the key is a client secret that has not expired.`,
      ),
    fetch,
  });
  return { value: new Secret(access_token), expiresAt: askedAt + expires_in * 1000 };
}
