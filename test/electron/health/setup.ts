import { onTestFinished } from 'vitest';
import { createHealth, type HealthService } from '../../../electron/health/health.ts';
import type { HealthPorts, Probed, Watched } from '../../../electron/health/ports.ts';
import { newId } from '../../../electron/lib/id.ts';
import { hostOf, isPrivateHost } from '../../../electron/providers/network/addresses.ts';
import type { ErrorCode } from '../../../shared/errors/codes.ts';
import type { Notice } from '../../../shared/model/health.ts';
import type { CredentialId, ProviderId } from '../../../shared/model/ids.ts';
import type { Credential } from '../../../shared/model/provider.ts';
import { openTestProviders, type TestProviders } from '../../helpers/upstream-host.ts';
import { type VirtualClock, virtualClock } from './virtual-clock.ts';

export const minute = 60_000;
export const hour = 60 * minute;

/** The same numbers each time. */
export function seeded(seed = 1): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export const newKey = (providerId: ProviderId, fields: Partial<Credential> = {}): Credential => ({
  id: newId<CredentialId>(),
  providerId,
  label: 'main',
  accountGroup: '',
  masked: 'sk-…0000',
  priority: 0,
  rotateAfterDays: null,
  isEnabled: true,
  createdAt: 1,
  rotatedAt: null,
  lastUsedAt: null,
  isDue: false,
  state: 'ready',
  restsUntil: null,
  failure: null,
  refusedModels: [],
  restingModels: [],
  rateLimits: null,
  ...fields,
});

export function newWatched(name: string, fields: Partial<Watched> = {}): Watched {
  const id = newId<ProviderId>();
  return { id, name, kind: 'test', isEnabled: true, isLocal: false, credentials: [newKey(id)], ...fields };
}

export const good: Probed = { responseTime: 120, modelIds: ['small', 'large'], provesKey: true, failure: null };
export const bad = (code: ErrorCode = 'PROVIDER_UNREACHABLE', details = {}): Probed => ({
  responseTime: code === 'PROVIDER_UNREACHABLE' ? null : 80,
  modelIds: null,
  provesKey: false,
  failure: { code, message: `It failed with ${code}.`, retryable: true, details },
});

export interface TestHealthOptions extends Partial<Omit<HealthPorts, 'watched'>> {
  watched: Watched[];
  /** What becomes of a probe. Default: all is well. */
  answer?: (watched: Watched, key: CredentialId | null) => Probed;
  /** Ms that a probe takes. Default: 200. */
  latency?: () => number;
  host?: TestProviders;
  clock?: VirtualClock;
}

export interface TestHealth {
  health: HealthService;
  clock: VirtualClock;
  host: TestProviders;
  /** Each probe that was sent. */
  probes: { name: string; key: CredentialId | null; at: number }[];
  mostAtOnce(): number;
  /** What the desktop was told. */
  shown: Notice[];
  settings: ReturnType<HealthPorts['settings']>;
}

/** The real health service over the real store and vault; only who is asked, and the clock, are made up. */
export function openTestHealth({ watched, answer = () => good, ...options }: TestHealthOptions): TestHealth {
  const { clock = virtualClock(), host = openTestProviders(), latency = () => 200, ...ports } = options;
  const probes: TestHealth['probes'] = [];
  const shown: Notice[] = [];
  const settings = { healthMinutes: 5 as number | null, systemNotices: true };
  let running = 0;
  let most = 0;
  const health = createHealth({
    store: host.store,
    vault: host.vault,
    events: host.events,
    log: host.log.log,
    settings: () => settings,
    watched: () => watched,
    probe: {
      async ask(one, key, signal) {
        probes.push({ name: one.name, key, at: clock.now() });
        most = Math.max(most, ++running);
        const aborted = new Promise<void>((resolve) =>
          signal.addEventListener('abort', () => resolve(), { once: true }),
        );
        await Promise.race([clock.sleep(latency()), aborted]);
        running--;
        return answer(one, key);
      },
      askToken: async () => null,
    },
    notify: (notice) => void shown.push(notice),
    isOwnNetwork: (url) => isPrivateHost(hostOf(url)),
    isOnline: () => true,
    now: clock.now,
    setTimer: clock.setTimer,
    random: seeded(),
    ...ports,
  });
  onTestFinished(() => health.close());
  return { health, clock, host, probes, mostAtOnce: () => most, shown, settings };
}
