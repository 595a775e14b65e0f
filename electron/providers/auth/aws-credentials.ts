import { AppError } from '../../../shared/errors/app-error.ts';
import { Secret } from '../../lib/secret.ts';

export interface AwsCredentials {
  accessKeyId: string;
  secretAccessKey: Secret;
  sessionToken: Secret | null;
}

/** A key of Bedrock's own is sent as it is; credentials of AWS sign every request. */
export type AwsKey = { kind: 'bearer'; token: Secret } | { kind: 'credentials'; credentials: AwsCredentials };

const invalid = (message: string, reason: string): AppError =>
  new AppError('VALIDATION_FAILED', message, { details: { param: 'apiKey', reason } });

/** `ACCESS_KEY_ID:SECRET`, `ACCESS_KEY_ID:SECRET:SESSION`, or a Bedrock API key; throws what is wrong with it. */
export function readAwsKey(text: string): AwsKey {
  if (!/^[\x21-\x7e]+$/.test(text)) {
    throw invalid('The key holds spaces or line breaks. Write it as ACCESS_KEY_ID:SECRET, in one line.', 'key-letters');
  }
  const [accessKeyId = '', secret = '', ...session] = text.split(':');
  if (secret !== '' && /^[A-Z\d]{16,128}$/.test(accessKeyId)) {
    const sessionToken = session.join(':');
    const credentials = {
      accessKeyId,
      secretAccessKey: new Secret(secret),
      sessionToken: sessionToken ? new Secret(sessionToken) : null,
    };
    return { kind: 'credentials', credentials };
  }
  if (text.includes(':')) {
    throw invalid('Before the colon stands no access key ID. Write the key as ACCESS_KEY_ID:SECRET.', 'incomplete');
  }
  if (/^(AKIA|ASIA)[A-Z\d]{16}$/.test(text)) {
    throw invalid('This is the access key ID alone. Write the key as ACCESS_KEY_ID:SECRET.', 'incomplete');
  }
  return { kind: 'bearer', token: new Secret(text) };
}

/** Of services that take no key but a pair that signs. */
export function readAwsKeyPair(text: string): AwsCredentials {
  const key = readAwsKey(text);
  if (key.kind === 'credentials') return key.credentials;
  throw invalid('This is a key for Bedrock alone, or half of a pair. Write it as ACCESS_KEY_ID:SECRET.', 'incomplete');
}
