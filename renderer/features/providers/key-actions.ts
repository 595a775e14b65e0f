import { toAppError } from '../../../shared/errors/app-error.ts';
import type { CredentialId } from '../../../shared/model/ids.ts';
import { client } from '../../client/connect.ts';
import { withVault } from '../vault/with-vault.ts';
import { placeChanges } from './key-facts.ts';
import { failureOfTest, type TestRun } from './providers-store.ts';
import { providersStore } from './store.ts';

const refresh = (): Promise<void> => providersStore.getState().refresh();

/** True: the provider took it. False: there was no way to ask. */
export async function replaceKey(credentialId: CredentialId, apiKey: string): Promise<boolean> {
  const { isTested } = await withVault(() => client.call('credentials.rotate', { credentialId, apiKey }));
  await refresh();
  return isTested;
}

export async function testKey(credentialId: CredentialId): Promise<TestRun> {
  const test = async (): Promise<TestRun> => {
    try {
      return { state: 'done', result: await client.call('credentials.test', { credentialId }), at: Date.now() };
    } catch (thrown) {
      return { state: 'failed', error: toAppError(thrown), at: Date.now() };
    }
  };
  const run = await withVault(test, failureOfTest);
  await refresh();
  return run;
}

/** Where a key has come to stand, from 0, and among how many. */
interface Placed {
  place: number;
  count: number;
}

let turn: Promise<unknown> = Promise.resolve();

/** Puts a key at another place of the order. One after the other, each beginning with what the one before has made. */
export function placeKey(id: CredentialId, placeFrom: (place: number) => number): Promise<Placed | undefined> {
  const placing = turn.then(async () => {
    const { providers } = providersStore.getState();
    const keys = providers?.find(({ credentials }) => credentials.some((key) => key.id === id))?.credentials ?? [];
    const place = placeFrom(keys.findIndex((key) => key.id === id));
    if (!keys[place]) return undefined;
    try {
      for (const change of placeChanges(keys, id, place)) await client.call('credentials.update', change);
    } finally {
      await refresh();
    }
    return { place, count: keys.length };
  });
  turn = placing.catch(() => {});
  return placing;
}
