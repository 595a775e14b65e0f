import { useStore } from 'zustand';
import type { Notice } from '../../../shared/model/health.ts';
import { client, onReconnected } from '../../client/connect.ts';
import { toast } from '../../components/Toasts.tsx';
import { errorWords } from '../../lib/error-words.ts';
import { currentI18n } from '../../lib/i18n.ts';
import { noticeSubject } from './incident-names.ts';
import { createNoticesStore, type NoticesState } from './notices-store.ts';
import { openHealth, openIncident } from './open-health.ts';
import { createToastGate } from './toast-gate.ts';

/** One by its words; several by their count, with the way to them. */
function show(notices: readonly Notice[]): void {
  const i18n = currentI18n();
  const { t, format } = i18n;
  const [notice] = notices;
  // Who looks elsewhere is told by the system, and by the bell.
  if (!notice || document.visibilityState !== 'visible') return;
  if (notices.length > 1) {
    const run = (): void => openHealth();
    toast({
      title: t.health.notices.several(format.number(notices.length)),
      action: { label: t.health.notices.show, run },
    });
    return;
  }
  const { kind, cause, incidentId, id } = notice;
  toast({
    title: t.notices.titles[kind](noticeSubject(notice, i18n)),
    ...(cause && kind !== 'incident-closed' ? { description: errorWords(cause, i18n).title } : {}),
    action: {
      label: t.health.notices.show,
      run() {
        openIncident(incidentId);
        void noticesStore.getState().markRead([id]);
      },
    },
  });
}

const noticesStore = createNoticesStore({ client, onArrived: createToastGate({ show }) });
export const useNotices = <T>(select: (state: NoticesState) => T): T => useStore(noticesStore, select);

onReconnected(() => void noticesStore.getState().refresh());
