import type { BoardRow, HealthStatus, ProviderHealth } from '../../shared/model/health.ts';
import type { IncidentId } from '../../shared/model/ids.ts';
import type { Credential } from '../../shared/model/provider.ts';
import type { ReadRateLimits } from '../../shared/model/rate-limit.ts';
import { worstOf } from './health-state.ts';
import { figuresOf } from './passive.ts';
import type { HealthPorts, Watched } from './ports.ts';
import type { ProviderRecord } from './records.ts';
import { keyStatus, providerStatus } from './standing.ts';

export interface ViewFacts {
  watched: Watched;
  record: ProviderRecord | undefined;
  /** The models that its list is known to have. */
  knownModels: readonly string[];
  now: number;
}

type Limit = ReadRateLimits['limits'][number];

/** What a limit that is back by now said is over. */
const current = ({ rateLimits }: Credential, now: number): Limit[] =>
  (rateLimits?.limits ?? []).filter(({ resetsAt }) => resetsAt === null || resetsAt > now);

const shareLeft = ({ limit, remaining }: Limit): number =>
  remaining === null ? Number.POSITIVE_INFINITY : remaining / Math.max(1, limit ?? remaining);

const tightest = (limits: readonly Limit[]): Limit | null =>
  limits.filter(({ remaining }) => remaining !== null).toSorted((one, other) => shareLeft(one) - shareLeft(other))[0] ??
  null;

function detailsOf({ watched, record, knownModels }: ViewFacts): ProviderHealth['healthDetails'] {
  const keys = watched.credentials.filter((key) => key.isEnabled);
  const statuses = keys.map((key) => keyStatus(record, key));
  const own = record?.own.state.status ?? 'Unknown';
  const isLimited =
    record?.isLimited || keys.some(({ state, restingModels }) => state === 'resting' || restingModels.length > 0);
  const models = [...(record?.models.values() ?? [])].map(({ state }) => state.status);
  const listed: HealthStatus = own !== 'Unknown' && knownModels.length > 0 ? 'Healthy' : 'Unknown';
  return {
    apiConnectivity: own,
    authentication:
      statuses.length > 0 && statuses.every((status) => status === 'Unhealthy')
        ? 'Unhealthy'
        : soften(worstOf(statuses)),
    rateLimit: own === 'Unknown' ? 'Unknown' : isLimited ? 'Degraded' : 'Healthy',
    modelAvailability: soften(worstOf([listed, ...models])),
  };
}

/** One of several that is down makes the whole worse, not down. */
const soften = (status: HealthStatus): HealthStatus => (status === 'Unhealthy' ? 'Degraded' : status);

export function toProviderHealth(facts: ViewFacts): ProviderHealth {
  const { watched, record, knownModels, now } = facts;
  return {
    providerId: watched.id,
    providerName: watched.name,
    providerType: watched.kind,
    status: providerStatus(watched, record, now),
    lastCheckTime: record?.lastCheckAt ?? null,
    responseTime: record?.responseTime ?? null,
    availableModels: [...knownModels],
    healthDetails: detailsOf(facts),
    keyCredentials: watched.credentials.map((key) => ({
      keyId: key.id,
      status: keyStatus(record, key),
      lastUsed: key.lastUsedAt,
      rateLimitRemaining: tightest(current(key, now).filter(({ kind }) => kind === 'requests'))?.remaining ?? null,
    })),
  };
}

export interface BoardFacts extends ViewFacts {
  openIncidents: IncidentId[];
  breakersOf: HealthPorts['breakersOf'];
}

export function toBoardRow(facts: BoardFacts): BoardRow {
  const { watched, record, knownModels, now, openIncidents, breakersOf } = facts;
  const { id: providerId, name, kind, isEnabled, isLocal } = watched;
  const traffic = [...(record?.traffic.values() ?? [])];
  const figures = (wanted: (one: (typeof traffic)[number]) => boolean) =>
    figuresOf(
      traffic.filter(wanted).map(({ window }) => window),
      now,
    );
  const cells = traffic
    .map(({ keyId, modelId, window }) => ({ keyId, modelId, figures: figuresOf([window], now) }))
    .filter((cell) => cell.figures.requests > 0);
  const ill = [...(record?.models ?? [])].filter(([, { state }]) => state.status !== 'Healthy').map(([id]) => id);
  const modelIds = [...new Set([...ill, ...cells.map(({ modelId }) => modelId)])].sort();
  return {
    providerId,
    name,
    kind,
    isEnabled,
    isLocal,
    status: providerStatus(watched, record, now),
    details: detailsOf(facts),
    lastCheckAt: record?.lastCheckAt ?? null,
    nextCheckAt: record?.nextAt ?? null,
    isChecking: record?.isChecking ?? false,
    responseTime: record?.responseTime ?? null,
    failure: record?.failure ?? null,
    modelCount: record?.lastCheckAt || knownModels.length > 0 ? knownModels.length : null,
    breaker: breakersOf?.({ providerId, modelId: '' }).instance.state ?? null,
    figures: figures(() => true),
    keys: watched.credentials.map((key) => {
      const limits = current(key, now);
      const resets = [key.restsUntil, ...limits.map(({ resetsAt }) => resetsAt)].filter((time) => time !== null);
      return {
        keyId: key.id,
        label: key.label,
        masked: key.masked,
        isEnabled: key.isEnabled,
        status: keyStatus(record, key),
        failure: key.failure ?? record?.keys.get(key.id)?.failure ?? null,
        lastUsedAt: key.lastUsedAt,
        quota: tightest(limits),
        nextReset: resets.length > 0 ? Math.min(...resets) : null,
        figures: figures(({ keyId }) => keyId === key.id),
      };
    }),
    models: modelIds.map((modelId) => ({
      modelId,
      status: record?.models.get(modelId)?.state.status ?? 'Unknown',
      failure: record?.models.get(modelId)?.failure ?? null,
      breaker: breakersOf?.({ providerId, modelId }).model.state ?? null,
      figures: figures((one) => one.modelId === modelId),
    })),
    cells,
    openIncidents,
  };
}
