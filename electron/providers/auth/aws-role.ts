import { AppError } from '../../../shared/errors/app-error.ts';
import { Secret } from '../../lib/secret.ts';
import { awsHost } from '../forms/aws/settings.ts';
import type { AwsCredentials } from './aws-credentials.ts';
import { awsFetch } from './aws-fetch.ts';
import { signInFetch } from './fetch-token.ts';
import { createTokenCache, type MintedToken } from './token-cache.ts';

interface RoleToken extends MintedToken {
  credentials: AwsCredentials;
}

export interface AwsRole {
  /** Whoever takes it on. */
  as: AwsCredentials;
  roleArn: string;
  region: string;
}

const roles = createTokenCache<RoleToken>();
const sourceOf = ({ as, roleArn, region }: AwsRole) => ({
  credential: as.secretAccessKey,
  settings: [as.accessKeyId, as.sessionToken?.reveal(), roleArn, region],
});

/** The credentials of a role, kept until shortly before their end. */
export const assumeRole = async (role: AwsRole, fetch: typeof globalThis.fetch): Promise<AwsCredentials> =>
  (await roles.get(sourceOf(role), () => askForRole(role, fetch))).credentials;

export const forgetRole = (role: AwsRole): void => roles.forget(sourceOf(role));

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
async function askForRole({ as, roleArn, region }: AwsRole, fetch: typeof globalThis.fetch): Promise<RoleToken> {
  const signIn = { key: async () => ({ kind: 'credentials', credentials: as }) as const };
  const query = { Action: 'AssumeRole', Version: '2011-06-15', RoleArn: roleArn, RoleSessionName: 'switchyard' };
  const response = await awsFetch(
    signIn,
    { service: 'sts', region },
    signInFetch(fetch),
  )(`https://${awsHost('sts', region)}/`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    body: new URLSearchParams(query).toString(),
  });
  const text = await response.text();
  const field = (name: string): string | undefined => new RegExp(`<${name}>([^<]+)</${name}>`).exec(text)?.[1];
  if (!response.ok) throw refused(roleArn, field('Code'));
  const [accessKeyId, secret, session] = [field('AccessKeyId'), field('SecretAccessKey'), field('SessionToken')];
  const expiresAt = Date.parse(field('Expiration') ?? '');
  if (!accessKeyId || !secret || !session || Number.isNaN(expiresAt)) {
    throw new AppError('PROVIDER_BAD_ANSWER', 'AWS STS did not answer with credentials. Try again in a moment.');
  }
  const secretAccessKey = new Secret(secret);
  const credentials = { accessKeyId, secretAccessKey, sessionToken: new Secret(session) };
  return { value: secretAccessKey, expiresAt, credentials };
}

const refused = (roleArn: string, reason: string | undefined): AppError =>
  new AppError(
    reason === 'AccessDenied' ? 'PERMISSION_DENIED' : 'INVALID_API_KEY',
    `AWS does not give the role ${roleArn}${reason ? ` (${reason})` : ''}. Check the role, and that its trust policy names this key.`,
  );
