import type { AppContract } from '../../../shared/contract/contract.ts';
import type { ParsedInput } from '../../../shared/contract/define.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { CredentialId, ProviderId, SignInId } from '../../../shared/model/ids.ts';
import type { Provider } from '../../../shared/model/provider.ts';
import type { SignIn } from '../../../shared/model/sign-in.ts';
import type { Vendor } from '../define-vendor.ts';
import type { Way } from '../network/networks.ts';
import { createSignIns } from './sign-ins.ts';

type NewSignIn = ParsedInput<AppContract, 'sign-in.start'>;

/** Signing in with a code, and what becomes of it. */
export interface ProviderSignIns {
  /** For a provider that is added when it is done. */
  start(typed: NewSignIn): Promise<SignIn>;
  /** In place of a key; without one, a key more. */
  renew(id: ProviderId, credentialId: CredentialId | undefined): Promise<SignIn>;
  wait(id: SignInId, signal: AbortSignal): Promise<Provider>;
  cancel(id: SignInId): void;
  close(): void;
}

/** What is needed of a vendor's instance to sign in there. */
export interface SignInPlace {
  vendor: Vendor;
  settings: unknown;
  /** Runs a question over the line of the instance. */
  over<Answer>(ask: (way: Way) => Promise<Answer>): Promise<Answer>;
}

export interface ProviderSignInsOptions {
  now(): number;
  /** Checks what is typed, too. */
  placeOfTyped(typed: NewSignIn): SignInPlace;
  placeOf(id: ProviderId): SignInPlace;
  create(typed: NewSignIn & { apiKey: string }): Promise<Provider>;
  addKey(id: ProviderId, apiKey: string): Promise<unknown>;
  rotateKey(id: CredentialId, apiKey: string, signal: AbortSignal): Promise<unknown>;
  get(id: ProviderId): Provider;
}

export function createProviderSignIns(options: ProviderSignInsOptions): ProviderSignIns {
  const { now, placeOfTyped, placeOf, create, addKey, rotateKey, get } = options;
  const signIns = createSignIns({ now });

  const begin = (place: SignInPlace, store: Parameters<typeof signIns.start>[0]['store']): Promise<SignIn> => {
    const { vendor, settings, over } = place;
    const { signIn } = vendor;
    if (!signIn) {
      const words = `${vendor.kind.name} has no sign-in with a code. Add a key instead.`;
      throw new AppError('VALIDATION_FAILED', words, { details: { param: 'kind', reason: 'no-sign-in' } });
    }
    return signIns.start({
      begin: (use) => over(async ({ fetch }) => use(await signIn({ settings, fetch, apiKey: null }))),
      store,
    });
  };

  return {
    ...signIns,
    start: async (typed) => begin(placeOfTyped(typed), (apiKey) => create({ ...typed, apiKey })),
    async renew(id, credentialId) {
      return begin(placeOf(id), async (apiKey, signal) => {
        if (credentialId === undefined) await addKey(id, apiKey);
        else await rotateKey(credentialId, apiKey, signal);
        return get(id);
      });
    },
  };
}
