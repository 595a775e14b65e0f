import { AppError } from '../../../shared/errors/app-error.ts';
import { Secret } from '../../lib/secret.ts';
import type { AwsCredentials } from './aws-credentials.ts';
import { awsFetch } from './aws-fetch.ts';
import { createTokenCache, type MintedToken } from './token-cache.ts';

interface RoleToken extends MintedToken {
  credentials: AwsCredentials;
}

const roles = createTokenCache<RoleToken>();

export interface AssumeRole {
  roleArn: string;
  region: string;
  /** Where the region's services answer: `amazonaws.com`. */
  domain: string;
  fetch: typeof fetch;
}

/** The credentials of a role, taken on with others: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export async function assumeRole(as: AwsCredentials, options: AssumeRole): Promise<AwsCredentials> {
  const source = { credential: as.secretAccessKey, settings: [as.accessKeyId, options.roleArn, options.region] };
  return (await roles.get(source, () => askForRole(as, options))).credentials;
}

async function askForRole(as: AwsCredentials, { roleArn, region, domain, fetch }: AssumeRole): Promise<RoleToken> {
  const ask = awsFetch({ kind: 'credentials', credentials: as }, { service: 'sts', region }, fetch);
  const query = { Action: 'AssumeRole', Version: '2011-06-15', RoleArn: roleArn, RoleSessionName: 'switchyard' };
  const response = await ask(`https://sts.${region}.${domain}/`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    body: new URLSearchParams(query).toString(),
    signal: AbortSignal.timeout(20_000),
  });
  const text = await response.text();
  const field = (name: string): string | undefined => new RegExp(`<${name}>([^<]+)</${name}>`).exec(text)?.[1];
  if (response.status >= 500 || response.status === 429) {
    throw new AppError('PROVIDER_UNHEALTHY', `AWS STS has trouble (status ${response.status}). Try again in a moment.`);
  }
  if (!response.ok) {
    const reason = field('Code');
    throw new AppError(
      reason === 'AccessDenied' ? 'PERMISSION_DENIED' : 'INVALID_API_KEY',
      `AWS does not give the role ${roleArn}${reason ? ` (${reason})` : ''}. Check the role, and that its trust policy names this key.`,
    );
  }
  const [accessKeyId, secret, session] = [field('AccessKeyId'), field('SecretAccessKey'), field('SessionToken')];
  const expiresAt = Date.parse(field('Expiration') ?? '');
  if (!accessKeyId || !secret || !session || Number.isNaN(expiresAt)) {
    throw new AppError('PROVIDER_BAD_ANSWER', 'AWS STS did not answer with credentials. Try again in a moment.');
  }
  const secretAccessKey = new Secret(secret);
  const credentials = { accessKeyId, secretAccessKey, sessionToken: new Secret(session) };
  return { value: secretAccessKey, expiresAt, credentials };
}
