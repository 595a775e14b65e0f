import { Secret } from '../../lib/secret.ts';
import { mintDefaultToken } from './default-credentials.ts';
import { mintServiceAccountToken, readServiceAccount } from './service-account.ts';
import { createTokenCache, type MintedToken, type TokenSource } from './token-cache.ts';

const scope = 'https://www.googleapis.com/auth/cloud-platform';
const tokens = createTokenCache();

export interface GoogleSignIn {
  token(): Promise<Secret>;
  /** For a token that was refused before its end. */
  forget(): void;
  /** Of the service account; null where only this computer's own sign-in knows. */
  projectId: string | null;
}

const kept = (source: TokenSource, mint: () => Promise<MintedToken>) => ({
  token: async () => (await tokens.get(source, mint)).value,
  forget: () => tokens.forget(source),
});

/** Says whose token it is where no key does. */
const thisComputer = new Secret('this computer');

/** By the key file of a service account, or, without one, as this computer is signed in to Google Cloud. */
export function googleSignIn(apiKey: Secret | null, fetch: typeof globalThis.fetch): GoogleSignIn {
  if (!apiKey) {
    const source = { credential: thisComputer, settings: [scope] };
    return { ...kept(source, () => mintDefaultToken({ scope, fetch })), projectId: null };
  }
  const account = readServiceAccount(apiKey.reveal());
  const source = { credential: apiKey, settings: [scope] };
  return {
    ...kept(source, () => mintServiceAccountToken(account, { scope, fetch })),
    projectId: account.project_id ?? null,
  };
}
