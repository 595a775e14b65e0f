import type { AppContract } from '../../shared/contract/contract.ts';
import type { ParsedInput } from '../../shared/contract/define.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { HealthStatus, Incident, ProviderHealth } from '../../shared/model/health.ts';
import type { IncidentId, ProviderId } from '../../shared/model/ids.ts';
import type { Target } from '../../shared/model/provider.ts';
import { createCheck } from './check.ts';
import { createForRouting } from './for-routing.ts';
import { createIncidentBook } from './incident-book.ts';
import { hasNetwork, realTimer } from './machine.ts';
import { createMonitor } from './monitor.ts';
import { createNotifier, type Notifier } from './notifier.ts';
import { createObserve, type Observation } from './observe.ts';
import type { HealthPorts } from './ports.ts';
import { createReading, type Reading } from './reading.ts';
import type { Records } from './records.ts';
import { createRestore } from './restore.ts';
import { createSweep } from './sweep.ts';
import { watchList } from './watch-list.ts';
import { type OpenWebhook, openWebhook } from './webhook.ts';

export interface HealthService extends Pick<Reading, 'all' | 'get' | 'board' | 'history' | 'histories'> {
  /** From now on providers are checked as often as the settings say, and the webhook is told what it was not. */
  start(): void;
  /** For the gateway: after each attempt. Never throws. */
  observe(seen: Observation): void;
  /** For routing. */
  statusOf(id: ProviderId): HealthStatus;
  /** For routing: whether others are to be asked first. */
  isDown(target: Target): boolean;
  check(id: ProviderId, options: { withToken: boolean; signal: AbortSignal }): Promise<ProviderHealth>;
  incidents: {
    list(filter: ParsedInput<AppContract, 'incidents.list'>): Incident[];
    open(typed: ParsedInput<AppContract, 'incidents.open'>): Incident;
    close(id: IncidentId, note: string | undefined): Incident;
    note(id: IncidentId, note: string): Incident;
  };
  notices: Pick<Notifier, 'list' | 'markRead'>;
  webhook: Pick<OpenWebhook, 'get' | 'update' | 'test' | 'wake'>;
  close(): Promise<void>;
}

export function createHealth(ports: HealthPorts): HealthService {
  const { store, events, log, settings, probe } = ports;
  const { now = Date.now, setTimer = realTimer, random = Math.random, isOnline = hasNetwork } = ports;
  const minutes = () => settings().healthMinutes;
  const changed = (providerId: ProviderId): void => events.publish('health.changed', { providerId });
  const list = watchList(ports);

  const webhook = openWebhook({ ...ports, now, setTimer });
  const notifier = createNotifier({ ...ports, webhook, watched: list.find, now });
  const book = createIncidentBook({ store, events, notifier, now });
  const records: Records = new Map();
  const monitor = createMonitor({
    records,
    watched: list.all,
    restore: createRestore({
      store,
      listedModels: (id) => store.models.list(id).map((model) => model.id),
      openIncidents: ({ id }) => book.openByMonitor(id),
      minutes,
      now,
    }),
    forget(id) {
      store.healthChecks.forget(id);
      book.forget(id);
    },
    check: createCheck({ store, probe, book, isOnline, now }),
    sweep: createSweep({ store, records, find: list.find, book, minutes, onChange: changed, now }),
    minutes,
    onChange: changed,
    log,
    now,
    setTimer,
    random,
  });
  const { recordOf } = monitor;
  const knownModels = (id: ProviderId): readonly string[] =>
    recordOf(id)?.modelIds ?? store.models.list(id).map((model) => model.id);
  const { plainStatusOf, ...forRouting } = createForRouting({ list, recordOf, book, minutes, now });
  const { found, ...reading } = createReading({ ...ports, list, recordOf, knownModels, book, now });
  const note = createObserve({
    recordOf,
    statusOf: plainStatusOf,
    knownModels,
    book,
    isOnline,
    onChange(id, record) {
      if (record.own.state.status === 'Unhealthy') monitor.hurry(record);
      changed(id);
    },
  });
  const observe = (seen: Observation): void => {
    try {
      note(seen);
    } catch (error) {
      // Whoever waits for an answer has no part in this.
      log.error({ err: error, providerId: seen.target.providerId }, 'the health of a provider could not be noted');
    }
  };
  const unsubscribe = events.subscribe(({ name }) => {
    if (name === 'providers.changed') list.renew();
    if (name === 'settings.changed') monitor.look();
  });

  return {
    ...forRouting,
    ...reading,
    observe,
    notices: notifier,
    webhook,

    start() {
      monitor.start();
      webhook.wake();
    },

    async check(id, { withToken, signal }) {
      found(id);
      await monitor.checkNow(id, signal);
      const watched = found(id);
      const asked = withToken && !signal.aborted ? await probe.askToken(watched, signal) : null;
      if (asked) {
        const { modelId, firstToken, failure } = asked;
        const credentialId = watched.credentials.find(({ isEnabled }) => isEnabled)?.id ?? null;
        const target = { providerId: id, modelId };
        observe({ target, credentialId, at: now(), firstToken, failure: failure && AppError.from(failure) });
        changed(id);
      }
      return reading.get(id);
    },

    incidents: {
      list: book.list,
      note: book.note,
      open({ providerId, credentialId = null, modelId = null, note: text }) {
        const { credentials } = found(providerId);
        if (credentialId !== null && !credentials.some(({ id }) => id === credentialId)) {
          const message = `There is no key ${credentialId}. It may have been deleted in another window.`;
          throw new AppError('NOT_FOUND', message);
        }
        const incident = book.openByHand({ providerId, credentialId, modelId }, text);
        changed(providerId);
        return incident;
      },
      close(id, text) {
        const incident = book.closeByHand(id, text);
        changed(incident.providerId);
        return incident;
      },
    },

    async close() {
      unsubscribe();
      await Promise.all([monitor.close(), webhook.close()]);
    },
  };
}
