import type { AwsKey } from './aws-credentials.ts';

/** A `fetch` for what the vendor's package does not ask: every request is signed, or carries the key. */
export const awsFetch =
  (key: AwsKey, { service, region }: { service: string; region: string }, fetchIt: typeof fetch): typeof fetch =>
  async (input, init = {}) => {
    const headers = new Headers(init.headers);
    if (key.kind === 'bearer') {
      headers.set('authorization', `Bearer ${key.token.reveal()}`);
      return fetchIt(input, { ...init, headers });
    }
    const { AwsV4Signer } = await import('aws4fetch');
    const { accessKeyId, secretAccessKey, sessionToken } = key.credentials;
    const signed = await new AwsV4Signer({
      method: init.method ?? 'GET',
      url: input instanceof Request ? input.url : input.toString(),
      headers,
      ...(init.body != null && { body: init.body }),
      accessKeyId,
      secretAccessKey: secretAccessKey.reveal(),
      ...(sessionToken && { sessionToken: sessionToken.reveal() }),
      service,
      region,
    }).sign();
    return fetchIt(signed.url.href, { ...init, headers: signed.headers });
  };
