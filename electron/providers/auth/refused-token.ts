import type { Secret } from '../../lib/secret.ts';

export interface MintedSignIn {
  /** The token that is refused is let go. */
  forget(): void;
  /** The one that is kept, or a new one. */
  token(): Promise<Secret>;
}

/**
 * A token may be taken back before its time is up. Then the request is made once more with a new one: the refusal says
 * nothing about the key that the token was minted with, unless it comes twice.
 */
export const onRefusal =
  (fetchIt: typeof fetch, { forget, token }: MintedSignIn): typeof fetch =>
  async (input, init) => {
    const response = await fetchIt(input, init);
    const headers = new Headers(init?.headers);
    const refused = headers.get('authorization');
    if (response.status !== 401 || refused === null) return response;
    await response.body?.cancel();
    const bearer = async (): Promise<string> => `Bearer ${(await token()).reveal()}`;
    // Others may have been refused with it as well, and one of them has got a new one already.
    if ((await bearer()) === refused) forget();
    headers.set('authorization', await bearer());
    return fetchIt(input, { ...init, headers });
  };

/** For a service that no package asks: every request carries the token. */
export const withToken = (fetchIt: typeof fetch, signIn: MintedSignIn): typeof fetch => {
  const ask = onRefusal(fetchIt, signIn);
  return async (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set('authorization', `Bearer ${(await signIn.token()).reveal()}`);
    return ask(input, { ...init, headers });
  };
};
