import type { AppContract } from '../../shared/contract/contract.ts';
import type { ProviderId } from '../../shared/model/ids.ts';
import { localProviderId } from '../../shared/model/local-provider.ts';
import type { Target } from '../../shared/model/provider.ts';
import type { Settings } from '../../shared/model/settings.ts';
import type { Events } from '../api/events.ts';
import { createGateway, type Gateway } from '../gateway/gateway.ts';
import { createGauges } from '../gateway/gauges.ts';
import { createLimiter } from '../gateway/limiter.ts';
import { createLoadReport, type LoadReport } from '../gateway/load-report.ts';
import { createPlanner, type RoutePlanner } from '../gateway/planner.ts';
import type { AttemptSignal } from '../gateway/record.ts';
import type { ResponseCache } from '../gateway/response-cache.ts';
import { createRouting, type Routing } from '../gateway/routing.ts';
import { createRoutingConfig } from '../gateway/routing-config.ts';
import type { Standing } from '../gateway/standing.ts';
import { createTargetQuality, type TargetQuality } from '../gateway/target-quality.ts';
import { createTargets } from '../gateway/targets.ts';
import type { Log } from '../lib/log.ts';
import type { LocalService } from '../local/local.ts';
import { createLoads } from '../providers/load/loads.ts';
import type { ProviderService } from '../providers/providers.ts';
import type { Store } from '../store/open-store.ts';

export interface OpenGatewayOptions {
  store: Store;
  providers: ProviderService;
  local: LocalService;
  settings(): Settings;
  standing: Standing;
  events: Events<AppContract>;
  /** Answers that may be given again. Default: none are. */
  cache?: ResponseCache;
  log: Log;
  /** Whether checks or traffic say that it is down. Default: nobody looks. */
  isDown?: (target: Target) => boolean;
  /** Told of the end of each attempt. Default: nobody. */
  observe?: (signal: AttemptSignal) => void;
  /** UTC ms. Default: the clock. */
  now?: () => number;
}

export interface OpenedGateway {
  gateway: Gateway;
  routing: Routing;
  quality: TargetQuality;
  planner: RoutePlanner;
  /** How much there is to do here. */
  load(): Promise<LoadReport>;
}

/** Puts together everything a request passes on its way. */
export function openGateway(options: OpenGatewayOptions): OpenedGateway {
  const { store, providers, local, settings, standing, events, log, isDown = () => false, now = Date.now } = options;
  const targets = createTargets({
    providers: store.providers.list,
    models: providers.describedModels,
    detailsOf: providers.detailsOf,
    localModels: local.list,
    isKeyMissing: ({ kind, credentials }) =>
      !credentials.some(({ isEnabled }) => isEnabled) &&
      providers.kinds().some(({ id, needsKey }) => id === kind && needsKey === 'required'),
    events,
    localName: 'This computer',
  });
  const config = createRoutingConfig({ store, onChange: () => events.publish('routing.changed', {}), now });
  const limiter = createLimiter({
    all: () => settings(),
    of: (id: ProviderId) => (id === localProviderId ? none : targets.limitsOf(id)),
    now,
  });
  const quality = createTargetQuality({
    counts: store.votes.counts,
    queryOf: ({ providerId, modelId }) => ({
      kind: store.providers.get(providerId)?.kind ?? '',
      modelId,
      underlying: store.modelChoices.get(providerId, modelId)?.underlying ?? undefined,
    }),
  });
  const loads = createLoads({
    reach: providers.reach,
    placeOf(id) {
      const { settings: typed, credentials = [] } = store.providers.get(id) ?? {};
      return [typed, credentials.map((key) => [key.id, key.rotatedAt, key.isEnabled])];
    },
    log,
    now,
  });
  const gauges = createGauges({
    standing,
    limiter,
    isDown,
    quality: quality.of,
    outlookOf: local.outlook,
    localWait: local.leastWait,
    toldLoad: loads.of,
    now,
  });
  const planner = createPlanner({ aliases: config.aliases, rules: config.rules, targets, gauges, now });
  const gateway = createGateway({
    connect: async (id, wish) => (id === localProviderId ? local.connect() : providers.connect(id, wish)),
    requests: store.requests,
    planner,
    standing,
    limiter,
    limitWait: () => settings().limitWait * 1000,
    log,
    now,
    ...(options.cache && { cache: options.cache }),
    ...(options.observe && { observe: options.observe }),
  });
  // Without it the fastest would be whoever is asked first after each start.
  for (const { target, outcome, inputTokens, firstToken } of store.attempts.recent({
    since: now() - day,
    most: mostPast,
  }))
    if (outcome === 'answered' && inputTokens !== null && firstToken !== null)
      standing.remember(target, { inputTokens, firstToken });
  events.subscribe((event) => {
    if (event.name !== 'providers.changed') return;
    const { providerId } = event.data;
    quality.forget();
    loads.review(providerId);
    if (!store.providers.get(providerId)) standing.forget(providerId);
  });
  return {
    gateway,
    routing: createRouting({ config, planner, targets, requests: store.requests, now }),
    quality,
    planner,
    load: createLoadReport({ standing, localModels: local.list }),
  };
}

const day = 24 * 60 * 60_000;
/** Requests that are looked back at. */
const mostPast = 5000;

const none = { requestsPerMinute: null, tokensPerMinute: null };
