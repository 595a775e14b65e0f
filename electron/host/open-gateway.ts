import type { AppContract } from '../../shared/contract/contract.ts';
import type { ProviderId } from '../../shared/model/ids.ts';
import { localProviderId } from '../../shared/model/local-provider.ts';
import type { Target } from '../../shared/model/provider.ts';
import type { Settings } from '../../shared/model/settings.ts';
import type { Events } from '../api/events.ts';
import { createGateway, type Gateway } from '../gateway/gateway.ts';
import { createGauges } from '../gateway/gauges.ts';
import { createLimiter } from '../gateway/limiter.ts';
import { createPlanner } from '../gateway/planner.ts';
import type { AttemptSignal } from '../gateway/record.ts';
import type { ResponseCache } from '../gateway/response-cache.ts';
import { createRouting, type Routing } from '../gateway/routing.ts';
import { createRoutingConfig } from '../gateway/routing-config.ts';
import type { Standing } from '../gateway/standing.ts';
import { createTargetQuality, type TargetQuality } from '../gateway/target-quality.ts';
import { createTargets } from '../gateway/targets.ts';
import type { Log } from '../lib/log.ts';
import type { LocalService } from '../local/local.ts';
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
}

/** Puts together everything a request passes on its way. */
export function openGateway(options: OpenGatewayOptions): OpenedGateway {
  const { store, providers, local, settings, standing, events, log, isDown = () => false, now = Date.now } = options;
  const targets = createTargets({
    providers: store.providers.list,
    models: providers.describedModels,
    detailsOf: providers.detailsOf,
    localModels: local.list,
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
  const gauges = createGauges({
    standing,
    limiter,
    isDown,
    quality: quality.of,
    outlookOf: local.outlook,
    localWait: local.leastWait,
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
  events.subscribe((event) => {
    if (event.name !== 'providers.changed') return;
    const { providerId } = event.data;
    quality.forget();
    if (!store.providers.get(providerId)) standing.forget(providerId);
  });
  return { gateway, routing: createRouting({ config, planner, targets, requests: store.requests, now }), quality };
}

const none = { requestsPerMinute: null, tokensPerMinute: null };
