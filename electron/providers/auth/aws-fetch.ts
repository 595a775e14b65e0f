import type { AwsKey } from './aws-credentials.ts';
import type { AwsSignIn } from './aws-sign-in.ts';

export interface AwsScope {
  service: string;
  region: string;
}

/**
 * A `fetch` whose every request is signed, or carries the key. Credentials that were made for us may be taken back
 * before their end: then the request is made once more with new ones.
 */
export const awsFetch =
  (signIn: AwsSignIn, scope: AwsScope, fetchIt: typeof fetch): typeof fetch =>
  async (input, init = {}) => {
    const url = input instanceof Request ? input.url : input.toString();
    const ask = async (key: AwsKey) => fetchIt(...(await signed(key, scope, { ...init, url })));
    const key = await signIn.key();
    const response = await ask(key);
    if (!signIn.forget || !(await isRefused(response))) return response;
    await response.body?.cancel();
    // Others may have been refused with them as well, and one of them has got new ones already.
    if (idOf(await signIn.key()) === idOf(key)) signIn.forget();
    return ask(await signIn.key());
  };

const idOf = (key: AwsKey): string | null => (key.kind === 'credentials' ? key.credentials.accessKeyId : null);

type Asked = RequestInit & { url: string };

async function signed(key: AwsKey, scope: AwsScope, { url, ...init }: Asked): Promise<[string, RequestInit]> {
  const headers = new Headers(init.headers);
  if (key.kind === 'bearer') {
    headers.set('authorization', `Bearer ${key.token.reveal()}`);
    return [url, { ...init, headers }];
  }
  const { AwsV4Signer } = await import('aws4fetch');
  const { accessKeyId, secretAccessKey, sessionToken } = key.credentials;
  const own = await new AwsV4Signer({
    method: init.method ?? 'GET',
    url,
    headers,
    ...(init.body != null && { body: init.body }),
    accessKeyId,
    secretAccessKey: secretAccessKey.reveal(),
    ...(sessionToken && { sessionToken: sessionToken.reveal() }),
    ...scope,
  }).sign();
  return [own.url.href, { ...init, headers: own.headers }];
}

/** Whether a refusal is one that new credentials can mend: https://docs.aws.amazon.com/bedrock/latest/APIReference/CommonErrors.html */
export const isStale = (words: string): boolean =>
  /\b(ExpiredToken|UnrecognizedClient|InvalidClientTokenId)|security token [\w ]*is (expired|invalid)/i.test(words);

async function isRefused(response: Response): Promise<boolean> {
  if (response.status !== 400 && response.status !== 403) return false;
  return isStale(response.headers.get('x-amzn-errortype') ?? '') || isStale(await response.clone().text());
}
