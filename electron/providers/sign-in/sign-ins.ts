import { AppError } from '../../../shared/errors/app-error.ts';
import type { SignInId } from '../../../shared/model/ids.ts';
import type { Provider } from '../../../shared/model/provider.ts';
import type { SignIn } from '../../../shared/model/sign-in.ts';
import { newId } from '../../lib/id.ts';
import type { Secret } from '../../lib/secret.ts';
import { within } from '../../lib/within.ts';
import type { DeviceSignIn } from './device-sign-in.ts';

/** What a sign-in is for. */
export interface SignInPlan {
  /** Begins at the vendor, over a line that lasts until `use` is through. */
  begin(use: (begun: DeviceSignIn) => Promise<Secret>): Promise<Secret>;
  /** Puts the key where it belongs. */
  store(apiKey: string, signal: AbortSignal): Promise<Provider>;
}

interface Running {
  expiresAt: number;
  token: Promise<Secret>;
  stored?: Promise<Provider>;
  store: SignInPlan['store'];
  end: AbortController;
}

/** How long a token is kept that nobody stored, in ms: the vault may have to be opened first. */
const keptFor = 10 * 60 * 1000;

const unknown = (): AppError =>
  new AppError('NOT_FOUND', 'This sign-in is over, or was given up. Start it again under Providers.');

/** The sign-ins under way. They are not kept: after a restart one begins anew. */
export function createSignIns({ now }: { now(): number }) {
  const running = new Map<SignInId, Running>();

  const forget = (id: SignInId): void => {
    running.get(id)?.end.abort();
    running.delete(id);
  };

  const find = (id: SignInId): Running => {
    const one = running.get(id);
    if (one) return one;
    throw unknown();
  };

  return {
    async start({ begin, store }: SignInPlan): Promise<SignIn> {
      for (const [id, { expiresAt }] of running) if (now() > expiresAt + keptFor) forget(id);
      const id = newId<SignInId>();
      const end = new AbortController();
      const begun = Promise.withResolvers<DeviceSignIn>();
      const token = begin((started) => {
        begun.resolve(started);
        return started.finish(end.signal);
      });
      // Told to whoever starts it, and later to whoever waits for it.
      token.catch(begun.reject);
      const { userCode, verificationUri, expiresAt } = await begun.promise;
      running.set(id, { expiresAt, token, store, end });
      return { signInId: id, userCode, verificationUrl: verificationUri, expiresAt: Math.round(expiresAt) };
    },

    async wait(id: SignInId, signal: AbortSignal): Promise<Provider> {
      const one = find(id);
      const token = await within(one.token, { signal }).catch((error: unknown) => {
        if (!signal.aborted) running.delete(id);
        throw one.end.signal.aborted ? unknown() : error;
      });
      if (one.end.signal.aborted) throw unknown();
      one.stored ??= one.store(token.reveal(), one.end.signal);
      try {
        return await one.stored;
      } catch (error) {
        // The vault may be open the next time.
        delete one.stored;
        throw error;
      }
    },

    cancel: forget,

    close(): void {
      for (const id of running.keys()) forget(id);
    },
  };
}
