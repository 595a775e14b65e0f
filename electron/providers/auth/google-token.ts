import { AppError } from '../../../shared/errors/app-error.ts';
import { Secret } from '../../lib/secret.ts';
import { mintServiceAccountToken, readServiceAccount } from './service-account.ts';
import { createTokenCache } from './token-cache.ts';

const scope = 'https://www.googleapis.com/auth/cloud-platform';
const tokens = createTokenCache();

export interface GoogleSignIn {
  token(): Promise<Secret>;
  /** For a token that was refused before its end. */
  forget(): void;
  /** Of the service account; null where only this computer's own sign-in knows. */
  projectId: string | null;
}

/** By the key file of a service account, or, without one, as this computer is signed in to Google Cloud. */
export function googleSignIn(apiKey: Secret | null, fetch: typeof globalThis.fetch): GoogleSignIn {
  if (!apiKey) return { token: defaultToken, forget: () => undefined, projectId: null };
  const account = readServiceAccount(apiKey.reveal());
  const source = { credential: apiKey, settings: [scope] };
  const mint = () => mintServiceAccountToken(account, { scope, fetch });
  return {
    token: async () => (await tokens.get(source, mint)).value,
    forget: () => tokens.forget(source),
    projectId: account.project_id ?? null,
  };
}

/** https://cloud.google.com/docs/authentication/application-default-credentials: it keeps and renews its token. */
const openDefaultCredentials = async () => {
  const { GoogleAuth } = await import('google-auth-library');
  return new GoogleAuth({ scopes: [scope] });
};
let defaultCredentials: ReturnType<typeof openDefaultCredentials> | undefined;

async function defaultToken(): Promise<Secret> {
  defaultCredentials ??= openDefaultCredentials();
  const token = await (await defaultCredentials).getAccessToken().catch(() => null);
  if (token) return new Secret(token);
  // What it found, or not, may change while the app runs.
  defaultCredentials = undefined;
  throw new AppError(
    'INVALID_API_KEY',
    'This computer is not signed in to Google Cloud. Run "gcloud auth application-default login", or add the key of a service account.',
  );
}
