import type { Incident, Notice } from '../../shared/model/health.ts';
import type { NoticeId, ProviderId } from '../../shared/model/ids.ts';
import { newId } from '../lib/id.ts';
import type { HealthPorts, Watched } from './ports.ts';
import type { WebhookQueue } from './webhook-queue.ts';

export interface NotifierOptions extends Pick<HealthPorts, 'events' | 'notify' | 'settings' | 'log'> {
  store: Pick<HealthPorts['store'], 'notices'>;
  webhook: Pick<WebhookQueue, 'add' | 'wake'>;
  watched(id: ProviderId): Watched | undefined;
  now(): number;
}

export type Notifier = ReturnType<typeof createNotifier>;

/** Tells people: the windows, the desktop, the webhook. */
export function createNotifier(options: NotifierOptions) {
  const { store, events, notify, settings, log, webhook, watched, now } = options;

  const showOnDesktop = (notice: Notice): void => {
    if (!notify || !settings().systemNotices) return;
    try {
      notify(notice);
    } catch (error) {
      log.warn({ err: error }, 'a notice could not be shown by the system');
    }
  };

  return {
    /** Writes it down, with what the webhook is to be told; the answer is called when that is on disk. */
    tell(incident: Incident, kind: Notice['kind']): () => void {
      const { id, providerId, credentialId, modelId, cause } = incident;
      const provider = watched(providerId);
      const key = provider?.credentials.find((one) => one.id === credentialId);
      const notice: Notice = {
        id: newId<NoticeId>(),
        kind,
        incidentId: id,
        providerId,
        providerName: provider?.name ?? '',
        keyLabel: key ? key.label || key.masked : null,
        modelId,
        cause,
        createdAt: now(),
        readAt: null,
      };
      store.notices.insert(notice);
      webhook.add(notice.id, noticeBody(notice, incident));
      return () => {
        log.info({ providerId, incidentId: id, kind }, 'a notice was given');
        events.publish('notices.added', { noticeId: notice.id });
        showOnDesktop(notice);
        webhook.wake();
      };
    },

    list: (filter: { isUnread: boolean; limit: number }) => ({
      notices: store.notices.list(filter),
      unread: store.notices.unread(),
    }),

    markRead(ids: readonly NoticeId[] | undefined): { unread: number } {
      store.notices.markRead(ids, now());
      const unread = store.notices.unread();
      events.publish('notices.read', { unread });
      return { unread };
    },
  };
}

const day = (time: number | null): string | null => (time === null ? null : new Date(time).toISOString());

/** What the webhook is told. Names and codes, never a key or a prompt. */
const noticeBody = (notice: Notice, incident: Incident): Record<string, unknown> => ({
  type: notice.kind,
  createdAt: day(notice.createdAt),
  provider: { id: notice.providerId, name: notice.providerName },
  key: incident.credentialId && { id: incident.credentialId, label: notice.keyLabel },
  model: notice.modelId,
  incident: {
    id: incident.id,
    openedAt: day(incident.openedAt),
    closedAt: day(incident.closedAt),
    failures: incident.failures,
    reopenings: incident.reopenings,
    cause: incident.cause,
  },
});
