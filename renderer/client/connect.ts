import { useStore } from 'zustand';
import type { AppContract } from '../../shared/contract/contract.ts';
import type { ClientLink } from '../../shared/contract/frames.ts';
import { type ConnectionState, createConnection } from './connection.ts';
import { ipcLink, signIn, tokenIn, webSocketLink } from './links.ts';

const started = Promise.withResolvers<void>();

async function openLink(): Promise<ClientLink> {
  await started.promise;
  if (window.switchyard) return ipcLink(window.switchyard);
  await signIn(window.location, window.history);
  const { protocol, host } = window.location;
  return webSocketLink(`${protocol === 'https:' ? 'wss' : 'ws'}://${host}/ws`);
}

const connection = createConnection<AppContract>({ openLink });

/** The contract, typed: `client.call('providers.list', {})`. The same object for the life of the window. */
export const { client, onReconnected, retry: retryConnection } = connection;

export const useConnectionState = (): ConnectionState => useStore(connection.state, ({ state }) => state);

/** Called once by the entry. Until then calls wait: importing this file alone does nothing, so tests may. */
export function startConnection(): void {
  started.resolve();
  // The system knows sooner than the next turn that there may be a host again.
  window.addEventListener('focus', retryConnection);
  window.addEventListener('online', retryConnection);
  // The printed address pasted into a tab that is open already changes only the fragment: the browser loads nothing.
  window.addEventListener('hashchange', () => {
    if (tokenIn(window.location)) window.location.reload();
  });
}
