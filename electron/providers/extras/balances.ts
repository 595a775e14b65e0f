import { toAppError } from '../../../shared/errors/app-error.ts';
import type { BalanceEntry, KeyBalance } from '../../../shared/model/extras.ts';
import type { CredentialId } from '../../../shared/model/ids.ts';
import type { Provider } from '../../../shared/model/provider.ts';
import { ask } from './ask.ts';
import type { ExtrasPorts } from './ports.ts';
import { createRecent } from './recent.ts';

interface Read {
  entries: BalanceEntry[];
  readAt: number;
}

/** What each key of a provider may still spend: two keys may be of two accounts. */
export function createBalances({ connect, now }: Pick<ExtrasPorts, 'connect'> & { now(): number }) {
  const recent = createRecent<Read>({ keptFor: 60_000, now });

  return async (provider: Provider, refresh: boolean): Promise<KeyBalance[]> => {
    const { id, kind, settings } = provider;
    const keys = provider.credentials.filter(({ isEnabled }) => isEnabled);

    const read = async (credentialId: CredentialId | null, rotatedAt: number | null): Promise<KeyBalance> => {
      // What was found for another key, or at another address, says nothing.
      const known = JSON.stringify([id, kind, settings, credentialId, rotatedAt]);
      const find = async (): Promise<Read> => {
        const connection = await connect(id, credentialId ?? undefined);
        const reader = connection.extra('balance');
        // Several may wait for the one answer: it is not for one of them to cancel.
        const { signal } = new AbortController();
        return { entries: await ask(connection, { signal }, (limited) => reader.read(limited)), readAt: now() };
      };
      try {
        return { credentialId, failure: null, ...(await recent.read(known, { refresh, find })) };
      } catch (thrown) {
        return { credentialId, entries: [], readAt: now(), failure: toAppError(thrown).toJSON() };
      }
    };

    if (keys.length === 0) return [await read(null, null)];
    return Promise.all(keys.map((key) => read(key.id, key.rotatedAt)));
  };
}
