import { AppError, type ErrorData } from '../../shared/errors/app-error.ts';
import type { Incident } from '../../shared/model/health.ts';
import type { IncidentId, ProviderId } from '../../shared/model/ids.ts';
import { newId } from '../lib/id.ts';
import type { Looked } from './apply-check.ts';
import { dueNotice, type KeptIncident, nextStep, type Subject, subjectKey } from './incidents.ts';
import type { Notifier } from './notifier.ts';
import type { HealthPorts } from './ports.ts';

export interface IncidentBookOptions {
  store: Pick<HealthPorts['store'], 'incidents' | 'transaction'>;
  events: Pick<HealthPorts['events'], 'publish'>;
  notifier: Pick<Notifier, 'tell'>;
  now(): number;
}

export type IncidentBook = ReturnType<typeof createIncidentBook>;

/** The incidents: the newest of each subject is at hand, so that nobody has to ask the disk how something does. */
export function createIncidentBook({ store, events, notifier, now }: IncidentBookOptions) {
  const newest = new Map(store.incidents.newest().map((one) => [subjectKey(one), one]));

  const keep = (incident: KeptIncident): Incident => {
    const kind = dueNotice(incident, now());
    const told: KeptIncident = kind
      ? { ...incident, told: incident.closedAt === null ? 'open' : 'closed', toldAt: now() }
      : incident;
    const send = store.transaction(() => {
      store.incidents.put(told);
      return kind ? notifier.tell(told, kind) : undefined;
    });
    const key = subjectKey(told);
    const known = newest.get(key);
    if (!known || known.id <= told.id) newest.set(key, told);
    events.publish('incidents.changed', { incidentId: told.id });
    send?.();
    return told;
  };

  const opened = (subject: Subject, by: Incident['openedBy'], failure: ErrorData | null): KeptIncident => ({
    id: newId<IncidentId>(),
    ...subject,
    cause: failure && { code: failure.code, message: failure.message },
    openedAt: now(),
    openedBy: by,
    closedAt: null,
    closedBy: null,
    note: '',
    failures: 0,
    reopenings: 0,
    told: null,
    toldAt: null,
  });

  const closeByMonitor = (incident: KeptIncident): void =>
    void keep({ ...incident, closedAt: now(), closedBy: 'monitor' });

  const found = (id: IncidentId): KeptIncident => {
    const incident = store.incidents.get(id);
    if (incident) return incident;
    throw new AppError('NOT_FOUND', `There is no incident ${id}. It may be gone with its provider.`);
  };

  return {
    /** A part was looked at: what becomes of its incidents, and of what people are told. */
    look({ subject, part, before }: Looked): void {
      const known = newest.get(subjectKey(subject));
      const { state, failure } = part;
      const seen = { was: before.status, is: state.status, hasFailed: failure !== null, now: now() };
      const step = nextStep(known, seen);
      if (step === 'open') keep({ ...opened(subject, 'monitor', failure), failures: state.failures });
      else if (!known) return;
      else if (step === 'count') keep({ ...known, failures: known.failures + 1 });
      else if (step === 'close') closeByMonitor(known);
      else if (step === 'reopen') {
        const failures = known.failures + 1;
        keep({ ...known, closedAt: null, closedBy: null, failures, reopenings: known.reopenings + 1 });
      } else if (dueNotice(known, now())) keep(known);
    },

    /** What can be looked at no more: a key that was deleted, a provider that was switched off. */
    closeWhere(isGone: (subject: Subject) => boolean): void {
      for (const incident of newest.values()) {
        if (incident.closedAt === null && incident.openedBy === 'monitor' && isGone(incident)) closeByMonitor(incident);
      }
    },

    openByHand(subject: Subject, note: string): Incident {
      if (newest.get(subjectKey(subject))?.closedAt === null) {
        throw new AppError('CONFLICT', 'There is an open incident for this already. Write a note to it instead.');
      }
      return keep({ ...opened(subject, 'person', null), note });
    },

    closeByHand(id: IncidentId, note: string | undefined): Incident {
      const incident = found(id);
      if (incident.closedAt !== null) {
        throw new AppError('CONFLICT', 'This incident is closed already. Load the list again.');
      }
      return keep({ ...incident, closedAt: now(), closedBy: 'person', note: note ?? incident.note });
    },

    note: (id: IncidentId, note: string): Incident => keep({ ...found(id), note }),

    list: store.incidents.list,

    open: (providerId: ProviderId): IncidentId[] =>
      [...newest.values()].flatMap((one) => (one.providerId === providerId && one.closedAt === null ? [one.id] : [])),

    openByMonitor: (providerId: ProviderId): KeptIncident[] =>
      [...newest.values()].filter(
        (one) => one.providerId === providerId && one.closedAt === null && one.openedBy === 'monitor',
      ),

    /** Whether a person said that it is down. */
    isHeldDown: (subject: Subject): boolean => {
      const incident = newest.get(subjectKey(subject));
      return incident?.openedBy === 'person' && incident.closedAt === null;
    },

    forget(providerId: ProviderId): void {
      store.incidents.forget(providerId);
      for (const [key, one] of newest) if (one.providerId === providerId) newest.delete(key);
    },
  };
}
