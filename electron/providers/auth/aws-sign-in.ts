import { AppError } from '../../../shared/errors/app-error.ts';
import type { Secret } from '../../lib/secret.ts';
import type { AwsSettings } from '../forms/aws/settings.ts';
import { type AwsKey, readAwsKey } from './aws-credentials.ts';
import { readAwsProfile } from './aws-profile.ts';
import { assumeRole, forgetRole } from './aws-role.ts';

/** Who asks AWS. */
export interface AwsSignIn {
  key(): Promise<AwsKey>;
  /** For credentials that were refused before their end; absent where nobody could make new ones. */
  forget?(): void;
}

export interface AwsReach {
  settings: AwsSettings;
  apiKey: Secret | null;
  fetch: typeof fetch;
}

async function ownKey(name: string, { settings: { profile }, apiKey }: AwsReach): Promise<AwsKey> {
  if (apiKey) return readAwsKey(apiKey.reveal());
  if (profile) return { kind: 'credentials', credentials: await readAwsProfile(profile) };
  throw new AppError('INVALID_API_KEY', `${name} needs a key, or a profile. Add one under Providers.`);
}

/** By the key, else by the profile; with either, as the role where one is named. */
export async function awsSignIn(name: string, reach: AwsReach): Promise<AwsSignIn> {
  const own = await ownKey(name, reach);
  const { roleArn, region } = reach.settings;
  if (!roleArn || own.kind === 'bearer') return { key: async () => own };
  const role = { as: own.credentials, roleArn, region };
  return {
    key: async () => ({ kind: 'credentials', credentials: await assumeRole(role, reach.fetch) }),
    forget: () => forgetRole(role),
  };
}
