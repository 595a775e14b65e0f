import { AppError } from '../../../shared/errors/app-error.ts';
import { Secret } from '../../lib/secret.ts';
import { causes } from '../errors/error-facts.ts';
import { signInFetch } from './fetch-token.ts';
import type { MintedToken } from './token-cache.ts';

/** How long a token is kept that does not say when it ends, in ms. */
const shortLife = 5 * 60 * 1000;

const remedy = 'Run "gcloud auth application-default login", or add the key of a service account.';
const unusable = (problem: string): AppError => new AppError('INVALID_API_KEY', `${problem} ${remedy}`);

/**
 * As this computer is signed in: https://cloud.google.com/docs/authentication/application-default-credentials
 * Everything but the question whether it is a machine of Google's goes over the given line.
 */
export async function mintDefaultToken({
  scope,
  fetch,
}: {
  scope: string;
  fetch: typeof globalThis.fetch;
}): Promise<MintedToken> {
  const { GoogleAuth, gaxios } = await import('google-auth-library');
  const transporter = new gaxios.Gaxios({ fetchImplementation: signInFetch(fetch) });
  // Its own retries would make a host that is away look like one that is slow.
  transporter.interceptors.request.add({ resolved: async (config) => ({ ...config, retryConfig: { retry: 0 } }) });
  // Without a project it would start gcloud to find one, only to say it back to us.
  const auth = new GoogleAuth({ scopes: [scope], projectId: 'not-asked', clientOptions: { transporter } });
  const client = await auth.getClient().catch((error: unknown) => {
    throw noCredentials(error);
  });
  const askedAt = Date.now();
  const { token } = await client.getAccessToken().catch((error: unknown) => {
    throw noToken(error);
  });
  if (!token) throw unusable('Google gave no token for the sign-in of this computer.');
  return { value: new Secret(token), expiresAt: client.credentials.expiry_date ?? askedAt + shortLife };
}

function noCredentials(error: unknown): AppError {
  const names = error instanceof Error && error.message.includes('GOOGLE_APPLICATION_CREDENTIALS');
  return names
    ? unusable('The file that GOOGLE_APPLICATION_CREDENTIALS names holds no credentials that can be used.')
    : unusable('This computer is not signed in to Google Cloud.');
}

/** Only a host that answered has refused anything. */
function noToken(error: unknown): AppError {
  const own = causes(error).find((link) => link instanceof AppError);
  return own ?? unusable('Google does not accept the sign-in of this computer any more.');
}
