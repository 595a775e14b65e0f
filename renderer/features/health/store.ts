import { useEffect } from 'react';
import { useStore } from 'zustand';
import { client, onReconnected } from '../../client/connect.ts';
import { coalesce } from '../../lib/coalesce.ts';
import { createResource } from '../../lib/resource.ts';
import { type ChecksState, createChecksStore } from './checks-store.ts';
import { createIncidentsStore, type IncidentsState } from './incidents-store.ts';

export const board = createResource(() => client.call('health.board', {}));
export const histories = createResource(() => client.call('health.histories', { hours: 24 }));
export const webhook = createResource(() => client.call('webhook.get', {}));

const incidentsStore = createIncidentsStore(client);
export const useIncidents = <T>(select: (state: IncidentsState) => T): T => useStore(incidentsStore, select);

const checksStore = createChecksStore(client);
export const useChecks = <T>(select: (state: ChecksState) => T): T => useStore(checksStore, select);

/** Ms: each request that is answered says that something changed. */
const pause = 400;
/** Boards on the screen. */
let shown = 0;
const readBoard = coalesce(async () => {
  if (shown === 0) return;
  await Promise.all([board.refresh(), histories.refresh()]);
  await new Promise((resolve) => setTimeout(resolve, pause));
});

client.on('health.changed', () => void readBoard());
client.on('providers.changed', () => void readBoard());
client.on('webhook.changed', () => void (webhook.store.getState().data && webhook.refresh()));
onReconnected(() => {
  void readBoard();
  if (incidentsStore.getState().open !== null) void incidentsStore.getState().refresh();
});

/** What falls out of the last hour falls out without anything happening. */
const everyMs = 30_000;

export function useBoardKeptFresh(): void {
  useEffect(() => {
    shown++;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void readBoard();
    }, everyMs);
    return () => {
      shown--;
      clearInterval(timer);
    };
  }, []);
}
