import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Client } from '../../../shared/contract/client.ts';
import type { AppContract } from '../../../shared/contract/contract.ts';
import { type AppError, toAppError } from '../../../shared/errors/app-error.ts';
import type { Notice } from '../../../shared/model/health.ts';
import type { NoticeId } from '../../../shared/model/ids.ts';
import { coalesce } from '../../lib/coalesce.ts';

export interface NoticesState {
  /** The newest first; null until they were read once. */
  notices: readonly Notice[] | null;
  unread: number;
  error: AppError | null;
  refresh(): Promise<void>;
  /** Shown at once. Without ids, all of them. */
  markRead(ids?: readonly NoticeId[]): Promise<void>;
}

interface NoticesOptions {
  client: Client<AppContract>;
  /** Those that came while the window was open. */
  onArrived: (arrived: readonly Notice[]) => void;
}

/** As many as a list that hangs from a bell is good for. */
const shown = 50;

export function createNoticesStore({ client, onArrived }: NoticesOptions): StoreApi<NoticesState> {
  const arrived = new Set<NoticeId>();

  const refresh = coalesce(async () => {
    const wanted = new Set(arrived);
    try {
      const { notices, unread } = await client.call('notices.list', { limit: shown });
      store.setState({ notices, unread, error: null });
      const found = notices.filter(({ id, readAt }) => wanted.has(id) && readAt === null);
      for (const id of wanted) arrived.delete(id);
      if (found.length > 0) onArrived(found);
    } catch (thrown) {
      store.setState({ error: toAppError(thrown) });
    }
  });

  const store = createStore<NoticesState>(() => ({
    notices: null,
    unread: 0,
    error: null,
    refresh,
    async markRead(noticeIds) {
      const readAt = Date.now();
      const isMeant = ({ id, readAt: before }: Notice): boolean =>
        before === null && (noticeIds === undefined || noticeIds.includes(id));
      store.setState(({ notices, unread }) => ({
        notices: notices?.map((notice) => (isMeant(notice) ? { ...notice, readAt } : notice)) ?? null,
        unread: noticeIds ? Math.max(0, unread - (notices?.filter(isMeant).length ?? 0)) : 0,
      }));
      try {
        await client.call('notices.mark-read', noticeIds ? { noticeIds: [...noticeIds] } : {});
      } finally {
        await refresh();
      }
    },
  }));

  client.on('notices.added', ({ noticeId }) => {
    arrived.add(noticeId);
    void refresh();
  });
  client.on('notices.read', () => void refresh());
  return store;
}
