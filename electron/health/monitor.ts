import { toAppError } from '../../shared/errors/app-error.ts';
import type { ProviderId } from '../../shared/model/ids.ts';
import { within } from '../lib/within.ts';
import type { HealthPorts, SetTimer, Watched } from './ports.ts';
import { newRecord, type ProviderRecord, type Records } from './records.ts';
import { dueNow, firstCheckAt, nextCheckAt } from './schedule.ts';

export interface MonitorOptions extends Pick<HealthPorts, 'log'> {
  records: Records;
  watched(): readonly Watched[];
  /** How somebody did who is watched from now on. */
  restore(watched: Watched, record: ProviderRecord): void;
  forget(id: ProviderId): void;
  /** Asks one provider with each of its keys, and notes what came. */
  check(watched: Watched, record: ProviderRecord, signal: AbortSignal): Promise<void>;
  /** What is to be tidied up, now and then. */
  sweep(): void;
  /** Minutes between checks; null is never. */
  minutes(): number | null;
  onChange(id: ProviderId): void;
  now(): number;
  setTimer: SetTimer;
  random(): number;
}

/** A check that somebody asked for. */
interface Wanted extends PromiseWithResolvers<void> {
  stop: AbortController;
  askers: number;
  /** When it would have been its turn: it still is when everybody leaves. */
  regularAt: number | null;
}

const minute = 60_000;
/** A computer that slept wakes up late, and a new provider may be there: it looks at least this often. In ms. */
const longestWait = minute;

/** Asks those who are due, a few at a time. */
export function createMonitor(options: MonitorOptions) {
  const { records, watched, log, check, onChange, now, setTimer, random } = options;
  const closing = new AbortController();
  const running = new Set<Promise<void>>();
  const wanted = new Map<ProviderId, Wanted>();
  let interval = options.minutes();
  let cancel = (): void => {};
  let sweptAt = now();
  let isStarted = false;

  const spread = (minutes: number) => ({ interval: minutes * minute, random: random() });
  const firstFor = ({ isEnabled }: Watched): number | null =>
    interval === null || !isEnabled ? null : firstCheckAt(now(), spread(interval));

  /** Those who are there, and no others. */
  function meet(): readonly Watched[] {
    const all = watched();
    const minutes = options.minutes();
    const isOther = minutes !== interval;
    interval = minutes;
    for (const one of all) {
      const record = records.get(one.id);
      if (!record) {
        const met = newRecord(firstFor(one));
        options.restore(one, met);
        records.set(one.id, met);
      } else if (isOther || (record.nextAt === null) !== (interval === null || !one.isEnabled)) {
        if (!wanted.has(one.id)) record.nextAt = firstFor(one);
      }
    }
    const ids = new Set(all.map(({ id }) => id));
    for (const id of records.keys()) {
      if (ids.has(id)) continue;
      records.delete(id);
      options.forget(id);
      wanted.get(id)?.resolve();
      wanted.delete(id);
    }
    return all;
  }

  const regularFor = ({ isEnabled }: Watched, { own }: ProviderRecord): number | null =>
    interval === null || !isEnabled ? null : nextCheckAt(now(), own.state, spread(interval));
  const afterLeaving = (one: Watched, record: ProviderRecord, { regularAt }: Wanted): number | null => {
    const regular = regularFor(one, record);
    return regular === null || regularAt === null ? regular : Math.min(regular, regularAt);
  };

  async function run(one: Watched, record: ProviderRecord): Promise<void> {
    const asked = wanted.get(one.id);
    record.isChecking = true;
    const signal = asked ? AbortSignal.any([closing.signal, asked.stop.signal]) : closing.signal;
    try {
      await check(one, record, signal);
    } catch (error) {
      if (!signal.aborted) log.error({ err: toAppError(error), providerId: one.id }, 'a health check failed');
    } finally {
      record.isChecking = false;
      if (asked && wanted.get(one.id) === asked) wanted.delete(one.id);
      asked?.resolve();
      // Somebody may have asked for one more while this one was on its way.
      const next = asked?.stop.signal.aborted ? afterLeaving(one, record, asked) : regularFor(one, record);
      record.nextAt = wanted.has(one.id) ? now() : next;
    }
    if (records.get(one.id) === record) onChange(one.id);
  }

  function look(): void {
    cancel();
    if (!isStarted || closing.signal.aborted) return;
    try {
      const all = new Map(meet().map((one) => [one.id, one]));
      const planned = [...records].map(([id, { nextAt, isChecking }]) => ({ id, nextAt, isChecking }));
      for (const id of dueNow(planned, now())) {
        const [one, record] = [all.get(id), records.get(id)];
        if (!one || !record) continue;
        const done = run(one, record).finally(() => {
          running.delete(done);
          look();
        });
        running.add(done);
      }
      // A clock that was set back must not keep it from tidying up.
      if (Math.abs(now() - sweptAt) >= minute) {
        sweptAt = now();
        options.sweep();
      }
    } catch (error) {
      log.error({ err: toAppError(error) }, 'the health of the providers could not be looked at');
    }
    cancel = setTimer(look, waitNow());
  }

  /** Nobody wants to know any more. */
  function leave(id: ProviderId, asked: Wanted): void {
    wanted.delete(id);
    asked.stop.abort();
    const [one, record] = [watched().find((each) => each.id === id), records.get(id)];
    if (one && record && !record.isChecking) record.nextAt = afterLeaving(one, record, asked);
  }

  /** Ms until somebody is due; those who wait for room are started by whoever makes it. */
  function waitNow(): number {
    const next = [...records.values()].flatMap(({ nextAt, isChecking }) =>
      nextAt === null || isChecking ? [] : [nextAt - now()],
    );
    const ahead = next.filter((wait) => wait > 0);
    return Math.min(longestWait, ...ahead);
  }

  return {
    start(): void {
      isStarted = true;
      look();
    },

    /** Looks again at who is there, and who is due. */
    look,

    /** What is known of somebody; undefined: nobody of that id is there. */
    recordOf(id: ProviderId): ProviderRecord | undefined {
      if (!records.has(id)) meet();
      return records.get(id);
    },

    /** Not later than a minute from now: something happened that a check would tell more about. */
    hurry(record: ProviderRecord): void {
      if (record.nextAt !== null) record.nextAt = Math.min(record.nextAt, now() + minute);
    },

    /**
     * One check of a provider, as soon as there is room for it; resolves when it is done. When all who asked for it have
     * left, it stops.
     */
    async checkNow(id: ProviderId, signal: AbortSignal): Promise<void> {
      signal.throwIfAborted();
      isStarted = true;
      meet();
      const record = records.get(id);
      if (!record) return;
      const asked = wanted.get(id) ?? {
        ...Promise.withResolvers<void>(),
        stop: new AbortController(),
        askers: 0,
        regularAt: record.nextAt,
      };
      asked.askers++;
      // One that is on its way may have begun before whatever made somebody ask; it is asked again after that.
      wanted.set(id, asked);
      record.nextAt = now();
      look();
      try {
        await within(asked.promise, { signal });
      } finally {
        asked.askers--;
        if (asked.askers === 0 && wanted.get(id) === asked) leave(id, asked);
      }
    },

    async close(): Promise<void> {
      closing.abort();
      cancel();
      for (const { resolve } of wanted.values()) resolve();
      await Promise.allSettled(running);
    },
  };
}
