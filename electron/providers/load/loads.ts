import type { ProviderId } from '../../../shared/model/ids.ts';
import type { Target } from '../../../shared/model/provider.ts';
import type { Log } from '../../lib/log.ts';
import type { ProviderConnection } from '../connect.ts';
import type { ModelLoad } from '../services/load.ts';
import { isUnsupported } from './is-unsupported.ts';

export interface LoadsOptions {
  reach(id: ProviderId): Promise<Pick<ProviderConnection, 'load' | 'classify'>>;
  /** Where it is, and with which keys it is asked: with another one it may be another server. */
  placeOf(id: ProviderId): unknown;
  log: Pick<Log, 'debug'>;
  /** UTC ms. */
  now(): number;
  /** Ms; a server that does not answer at once has enough to do without this. Default: 1 s. */
  patience?: number;
}

/** Whoever decides by it asks again after this; ms. */
const refreshAfter = 2000;
/** A number counts until the next one is read: who fails to answer has not become idle. What is older says nothing; ms. */
const goodFor = 5 * 60_000;
/** Whoever failed to answer is left alone for a while; ms. */
const restAfterFailure = 10_000;
/** One that has no such address gets none that soon; ms. */
const restWithout = 60 * 60_000;

interface Known {
  place: string;
  loads: readonly ModelLoad[];
  readAt: number;
  /** Not before; Infinity while it is asked. */
  nextAt: number;
}

/** How busy servers say that they are. Read beside the requests that go by it: nobody ever waits for it. */
export function createLoads({ reach, placeOf, log, now, patience = 1000 }: LoadsOptions) {
  const all = new Map<ProviderId, Known>();
  const placeNow = (id: ProviderId): string => JSON.stringify(placeOf(id));

  async function refresh(id: ProviderId, known: Known): Promise<void> {
    known.nextAt = Number.POSITIVE_INFINITY;
    const timeout = AbortSignal.timeout(patience);
    let connection: Awaited<ReturnType<LoadsOptions['reach']>> | undefined;
    try {
      connection = await reach(id);
      const reader = connection.load?.();
      const loads = (await reader?.read(timeout)) ?? [];
      known.loads = loads;
      known.readAt = now();
      known.nextAt = now() + (loads.length > 0 ? refreshAfter : restWithout);
    } catch (thrown) {
      const error = connection?.classify(timeout.aborted ? timeout.reason : thrown, {
        modelId: null,
        hasContent: false,
      });
      known.nextAt = now() + (error && isUnsupported(error) ? restWithout : restAfterFailure);
      log.debug({ providerId: id, code: error?.code }, 'the load of a provider was not told');
    }
  }

  return {
    /** Requests that run there or wait; null is not known. What is old is read anew meanwhile, for whoever comes next. */
    of({ providerId, modelId }: Target, { isDry = false } = {}): number | null {
      const known = all.get(providerId) ?? {
        place: placeNow(providerId),
        loads: [],
        readAt: Number.NEGATIVE_INFINITY,
        nextAt: 0,
      };
      all.set(providerId, known);
      if (!isDry && now() >= known.nextAt) void refresh(providerId, known);
      if (now() - known.readAt >= goodFor) return null;
      const { loads } = known;
      // A name that it does not list is another one for what it has, so all of it counts.
      const own = loads.filter((load) => load.modelId === modelId);
      const whole = loads.filter((load) => load.modelId === null);
      const counted = own.length > 0 ? own : whole.length > 0 ? whole : loads;
      return counted.length === 0 ? null : counted.reduce((sum, { running, waiting }) => sum + running + waiting, 0);
    },

    /** Something about it is another now. */
    review(id: ProviderId): void {
      if (all.get(id)?.place !== placeNow(id)) all.delete(id);
    },
  };
}
