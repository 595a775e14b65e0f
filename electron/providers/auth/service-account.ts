import { createPrivateKey, sign } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../../../shared/errors/app-error.ts';
import { Secret } from '../../lib/secret.ts';
import { fetchToken } from './fetch-token.ts';
import type { MintedToken } from './token-cache.ts';

const account = z.object({
  type: z.literal('service_account'),
  client_email: z.string().min(1),
  private_key: z.string().min(1),
  private_key_id: z.string().optional(),
  project_id: z.string().optional(),
  token_uri: z.url({ protocol: /^https$/ }).default('https://oauth2.googleapis.com/token'),
});
export type ServiceAccount = z.output<typeof account>;

const remedy = 'Paste the whole file that Google Cloud made: IAM, Service accounts, Keys, Create new key, JSON.';

const invalid = (problem: string, reason: string): AppError =>
  new AppError('VALIDATION_FAILED', `${problem} ${remedy}`, { details: { param: 'apiKey', reason } });

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid('The key is not JSON.', 'not-json');
  }
}

/** The key file of a service account; throws what is wrong with it. */
export function readServiceAccount(text: string): ServiceAccount {
  const given = parseJson(text);
  const parsed = account.safeParse(given);
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path[0];
    throw field === undefined || field === 'type'
      ? invalid('The JSON is no key of a service account.', 'no-service-account')
      : invalid(`The JSON holds no usable ${String(field)}.`, 'incomplete');
  }
  try {
    createPrivateKey(parsed.data.private_key);
  } catch {
    throw invalid('The private_key in the JSON is damaged.', 'damaged-private-key');
  }
  return parsed.data;
}

const answer = z.looseObject({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });
const encode = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** A JWT that Google exchanges: https://developers.google.com/identity/protocols/oauth2/service-account#httprest */
function assertion(from: ServiceAccount, scope: string, now: number): string {
  const issued = Math.floor(now / 1000);
  const head = encode({ alg: 'RS256', typ: 'JWT', ...(from.private_key_id && { kid: from.private_key_id }) });
  const claims = encode({ iss: from.client_email, scope, aud: from.token_uri, iat: issued, exp: issued + 3600 });
  const signature = sign('RSA-SHA256', Buffer.from(`${head}.${claims}`), from.private_key);
  return `${head}.${claims}.${signature.toString('base64url')}`;
}

export async function mintServiceAccountToken(
  from: ServiceAccount,
  { scope, fetch, now = Date.now }: { scope: string; fetch: typeof globalThis.fetch; now?: () => number },
): Promise<MintedToken> {
  const askedAt = now();
  const { access_token, expires_in } = await fetchToken({
    url: from.token_uri,
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      assertion: assertion(from, scope, askedAt),
    }).toString(),
    answer,
    refusal: () =>
      new AppError(
        'INVALID_API_KEY',
        'Google gave no token for this service account. Check that its key was not deleted, and the clock of this computer.',
      ),
    fetch,
  });
  return { value: new Secret(access_token), expiresAt: askedAt + expires_in * 1000 };
}
