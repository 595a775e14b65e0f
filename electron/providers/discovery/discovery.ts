import type { ProviderId } from '../../../shared/model/ids.ts';
import type { Provider } from '../../../shared/model/provider.ts';
import type { Log } from '../../lib/log.ts';

export interface DiscoveryOptions {
  providers(): readonly Provider[];
  /** When the models of a provider were last read, UTC ms; null when never. */
  fetchedAt(id: ProviderId): number | null;
  /** Reads them anew, whether that goes well or not. */
  ask(provider: Provider): Promise<unknown>;
  log: Log;
  now: () => number;
}

/** How often it looks whether a provider is due, in ms. The first time after one of them: the start has other work. */
const lookEvery = 60_000;
/** One that did not answer is asked again after this long, in ms: a computer that wakes up has no network yet. */
const retryAfter = 10 * 60_000;
const hour = 60 * 60_000;

/** Looks up the models of the providers whose person wants that, each as often as they say. */
export function createDiscovery({ providers, fetchedAt, ask, log, now }: DiscoveryOptions) {
  const tried = new Map<ProviderId, number>();
  let timer: NodeJS.Timeout | undefined;
  let isLooking = false;
  let isClosed = false;

  /** A clock that was set back makes a time lie ahead: then nobody knows how long ago it was. */
  const isPast = (at: number | null | undefined, age: number): boolean => {
    const passed = now() - (at ?? Number.NEGATIVE_INFINITY);
    return passed < 0 || passed >= age;
  };
  const isDue = ({ id, isEnabled, discoveryHours, credentials }: Provider): boolean => {
    if (!isEnabled || discoveryHours === null) return false;
    const keys = credentials.filter((key) => key.isEnabled);
    if (keys.length > 0 && keys.every(({ state }) => state !== 'ready')) return false;
    return isPast(fetchedAt(id), discoveryHours * hour) && isPast(tried.get(id), retryAfter);
  };

  /** One after the other. */
  async function look(): Promise<void> {
    if (isLooking) return;
    isLooking = true;
    try {
      for (const { id } of providers().filter(isDue)) {
        // Asking the ones before it took its time.
        const provider = providers().find((one) => one.id === id);
        if (isClosed) return;
        if (!provider || !isDue(provider)) continue;
        tried.set(id, now());
        await ask(provider);
        log.debug({ providerId: id }, 'its models were looked up on schedule');
      }
    } catch (error) {
      if (!isClosed) log.warn({ err: error }, 'models could not be looked up on schedule');
    } finally {
      isLooking = false;
    }
  }

  return {
    look,
    start(): void {
      timer = setInterval(() => void look(), lookEvery);
      timer.unref();
    },
    close(): void {
      isClosed = true;
      clearInterval(timer);
    },
  };
}
