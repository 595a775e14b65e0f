import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { AppError } from '../../../shared/errors/app-error.ts';
import { Secret } from '../../lib/secret.ts';
import type { DeviceSignIn } from '../sign-in/device-sign-in.ts';
import { fetchToken } from './fetch-token.ts';
import { createTokenCache, type MintedToken } from './token-cache.ts';

/** GitHub gives tokens for Copilot to its own editors only: this is the app of VS Code. */
const clientId = 'Iv1.b507a08c87ecfe98';

export const editorHeaders: Readonly<Record<string, string>> = {
  'editor-version': 'vscode/1.104.3',
  'editor-plugin-version': 'copilot-chat/0.31.5',
  'copilot-integration-id': 'vscode-chat',
  'user-agent': 'GitHubCopilotChat/0.31.5',
};

/** Where GitHub answers; only tests have another. */
export interface GitHubAddresses {
  web: string;
  api: string;
}
const github: GitHubAddresses = { web: 'https://github.com', api: 'https://api.github.com' };

export interface CopilotOptions {
  fetch: typeof fetch;
  /** Default: GitHub's. */
  addresses?: GitHubAddresses;
}

const signInAgain = 'Sign in again under Providers.';

const device = z.looseObject({
  device_code: z.string().min(1),
  user_code: z.string().min(1),
  verification_uri: z.url({ protocol: /^https?$/ }),
  expires_in: z.number().positive(),
  interval: z.number().nonnegative().default(5),
});
const poll = z.looseObject({ access_token: z.string().optional(), error: z.string().optional() });

const refusedByGitHub = (status: number): AppError =>
  new AppError('PROVIDER_REJECTED', `GitHub refused the sign-in (status ${status}). Try again in a moment.`);

/** https://docs.github.com/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps#device-flow */
export async function startDeviceSignIn({ fetch, addresses = github }: CopilotOptions): Promise<DeviceSignIn> {
  const ask = <Answer>(path: string, fields: Record<string, string>, answer: z.ZodType<Answer>) =>
    fetchToken({
      url: `${addresses.web}${path}`,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ client_id: clientId, ...fields }),
      answer,
      refusal: refusedByGitHub,
      fetch,
    });
  const begun = await ask('/login/device/code', { scope: 'read:user' }, device);
  const expiresAt = Date.now() + begun.expires_in * 1000;
  const askWhetherDone = () =>
    ask(
      '/login/oauth/access_token',
      { device_code: begun.device_code, grant_type: 'urn:ietf:params:oauth:grant-type:device_code' },
      poll,
    );

  return {
    userCode: begun.user_code,
    verificationUri: begun.verification_uri,
    expiresAt,
    async finish(signal) {
      let seconds = begun.interval;
      while (Date.now() < expiresAt) {
        await wait(seconds * 1000, undefined, { signal });
        const { access_token, error } = await askWhetherDone().catch(notNow);
        if (access_token) return new Secret(access_token);
        if (error === 'slow_down') seconds += 5;
        else if (error !== 'authorization_pending') throw signInFailed(error);
      }
      throw signInFailed('expired_token');
    },
  };
}

/** A network that was away for a moment must not cost a code that somebody is just typing. */
function notNow(thrown: unknown): z.output<typeof poll> {
  if (!(thrown instanceof AppError) || !thrown.retryable) throw thrown;
  return { error: thrown.code === 'RATE_LIMITED' ? 'slow_down' : 'authorization_pending' };
}

function signInFailed(error: string | undefined): AppError {
  if (error === 'access_denied') {
    return new AppError('CANCELLED', 'The sign-in was turned down at GitHub. Start it again to sign in.');
  }
  if (error === 'expired_token') {
    return new AppError('REQUEST_TIMEOUT', 'The code was not typed in at GitHub in time. Start the sign-in again.');
  }
  return new AppError('PROVIDER_REJECTED', 'GitHub ended the sign-in. Start it again.');
}

export interface CopilotToken extends MintedToken {
  /** Where this account's Copilot answers. */
  endpoint: string;
}

const exchanged = z.looseObject({
  token: z.string().min(1),
  /** In seconds of the clock. */
  expires_at: z.number(),
  endpoints: z.looseObject({ api: z.url({ protocol: /^https?$/ }) }).optional(),
});

function exchangeRefused(status: number): AppError {
  if (status === 401) {
    return new AppError('INVALID_API_KEY', `The sign-in to GitHub has ended or was taken back. ${signInAgain}`, {
      details: { reason: 'sign-in-ended' },
    });
  }
  return new AppError(
    'PERMISSION_DENIED',
    `GitHub gives this account no Copilot (status ${status}). Check the subscription at https://github.com/settings/copilot.`,
    { details: { reason: 'no-subscription' } },
  );
}

async function exchange(signIn: Secret, { fetch, addresses = github }: CopilotOptions): Promise<CopilotToken> {
  const { token, expires_at, endpoints } = await fetchToken({
    url: `${addresses.api}/copilot_internal/v2/token`,
    method: 'GET',
    headers: { authorization: `token ${signIn.reveal()}`, ...editorHeaders },
    answer: exchanged,
    refusal: exchangeRefused,
    fetch,
  });
  const endpoint = (endpoints?.api ?? 'https://api.githubcopilot.com').replace(/\/+$/, '');
  return { value: new Secret(token), expiresAt: expires_at * 1000, endpoint };
}

const tokens = createTokenCache<CopilotToken>();
const sourceOf = (signIn: Secret, { addresses = github }: CopilotOptions) => ({
  credential: signIn,
  settings: [addresses.api],
});

/** The token that Copilot takes, of a sign-in to GitHub; kept until shortly before its end. */
export const copilotToken = (signIn: Secret, options: CopilotOptions): Promise<CopilotToken> =>
  tokens.get(sourceOf(signIn, options), () => exchange(signIn, options));

/** For a token that was refused before its end. */
export const forgetCopilotToken = (signIn: Secret, options: CopilotOptions): void =>
  tokens.forget(sourceOf(signIn, options));
