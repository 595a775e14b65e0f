import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Client } from '../../../shared/contract/client.ts';
import type { AppContract, Input } from '../../../shared/contract/contract.ts';
import { type AppError, toAppError } from '../../../shared/errors/app-error.ts';
import type { Incident } from '../../../shared/model/health.ts';
import type { IncidentId } from '../../../shared/model/ids.ts';
import { coalesce } from '../../lib/coalesce.ts';

export interface IncidentsState {
  /** Null until they were read once. */
  open: readonly Incident[] | null;
  /** The newest first. */
  past: readonly Incident[];
  hasOlder: boolean;
  error: AppError | null;
  refresh(): Promise<void>;
  showOlder(): Promise<void>;
  add(choices: Input<'incidents.open'>): Promise<Incident>;
  close(id: IncidentId, note: string): Promise<void>;
  note(id: IncidentId, note: string): Promise<void>;
}

/** Past ones that are read at a time. */
const page = 20;
/** More than these the host does not give at once. */
const most = 500;

export function createIncidentsStore(client: Client<AppContract>): StoreApi<IncidentsState> {
  const refresh = coalesce(async () => {
    const limit = Math.min(most, Math.max(page, store.getState().past.length));
    try {
      const [open, past] = await Promise.all([
        client.call('incidents.list', { isOpen: true, limit: most }),
        client.call('incidents.list', { isOpen: false, limit }),
      ]);
      store.setState({ open, past, hasOlder: past.length === limit, error: null });
    } catch (thrown) {
      store.setState({ error: toAppError(thrown) });
    }
  });

  const store = createStore<IncidentsState>(() => ({
    open: null,
    past: [],
    hasOlder: false,
    error: null,
    refresh,

    async showOlder() {
      const before = store.getState().past.at(-1)?.openedAt;
      if (before === undefined) return;
      const older = await client.call('incidents.list', { isOpen: false, before, limit: page });
      // Read again meanwhile: what came then may hold some of these.
      store.setState(({ past }) => ({
        past: [...past, ...older.filter(({ id }) => !past.some((known) => known.id === id))],
        hasOlder: older.length === page,
      }));
    },
    async add(choices) {
      const incident = await client.call('incidents.open', choices);
      await refresh();
      return incident;
    },
    async close(incidentId, note) {
      try {
        await client.call('incidents.close', { incidentId, note });
      } finally {
        await refresh();
      }
    },
    async note(incidentId, note) {
      await client.call('incidents.note', { incidentId, note });
      await refresh();
    },
  }));

  client.on('incidents.changed', () => {
    if (store.getState().open !== null) void refresh();
  });
  return store;
}
