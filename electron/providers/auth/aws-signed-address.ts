import { AppError } from '../../../shared/errors/app-error.ts';
import type { AwsKey } from './aws-credentials.ts';
import type { AwsScope } from './aws-fetch.ts';

/** How long an address may be used for the opening, in seconds: the most that Transcribe allows. */
const validFor = 300;

/**
 * The address of a WebSocket with its signature in it, which a socket has no headers for.
 * https://docs.aws.amazon.com/transcribe/latest/dg/streaming-websocket.html
 */
export async function awsSignedAddress(key: AwsKey, scope: AwsScope, address: URL): Promise<string> {
  if (key.kind === 'bearer') {
    throw new AppError('INVALID_API_KEY', 'This service of AWS takes no key but ACCESS_KEY_ID:SECRET. Put one in.');
  }
  const { AwsV4Signer } = await import('aws4fetch');
  const { accessKeyId, secretAccessKey, sessionToken } = key.credentials;
  const url = new URL(address);
  url.searchParams.set('X-Amz-Expires', String(validFor));
  const signed = await new AwsV4Signer({
    method: 'GET',
    url: url.href,
    signQuery: true,
    accessKeyId,
    secretAccessKey: secretAccessKey.reveal(),
    ...(sessionToken && { sessionToken: sessionToken.reveal() }),
    ...scope,
  }).sign();
  return signed.url.href;
}
