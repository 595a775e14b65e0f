import type { ErrorData } from '../../shared/errors/app-error.ts';
import type { CredentialId, ProviderId } from '../../shared/model/ids.ts';
import { type HealthState, healthAfterFailure, healthAfterSuccess, unknownHealth } from './health-state.ts';
import type { TrafficWindow } from './passive.ts';

/** A provider, a key or a model, and what was seen of it. */
export interface Part {
  state: HealthState;
  /** The newest failure; null since it worked. */
  failure: ErrorData | null;
  /** When it was seen last, well or not; UTC ms. */
  seenAt: number;
}

export interface Traffic {
  keyId: CredentialId | null;
  modelId: string;
  window: TrafficWindow;
}

export interface ProviderRecord {
  own: Part;
  keys: Map<CredentialId, Part>;
  models: Map<string, Part>;
  /** By key and model. */
  traffic: Map<string, Traffic>;
  isLimited: boolean;
  lastCheckAt: number | null;
  responseTime: number | null;
  /** What the newest check met. */
  failure: ErrorData | null;
  modelIds: string[] | null;
  nextAt: number | null;
  isChecking: boolean;
}

const newPart = (): Part => ({ state: unknownHealth, failure: null, seenAt: 0 });

export const newRecord = (nextAt: number | null): ProviderRecord => ({
  own: newPart(),
  keys: new Map(),
  models: new Map(),
  traffic: new Map(),
  isLimited: false,
  lastCheckAt: null,
  responseTime: null,
  failure: null,
  modelIds: null,
  nextAt,
  isChecking: false,
});

/** Models and pairs that are remembered of one provider; the oldest go first. */
const mostRemembered = 500;

function remembered<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = map.get(key) ?? make();
  map.delete(key);
  map.set(key, found);
  const [oldest] = map.keys();
  if (map.size > mostRemembered && oldest !== undefined) map.delete(oldest);
  return found;
}

export const keyPart = ({ keys }: ProviderRecord, id: CredentialId): Part => remembered(keys, id, newPart);
export const modelPart = ({ models }: ProviderRecord, id: string): Part => remembered(models, id, newPart);

export const trafficOf = ({ traffic }: ProviderRecord, keyId: CredentialId | null, modelId: string): Traffic =>
  remembered(traffic, JSON.stringify([keyId, modelId]), () => ({ keyId, modelId, window: [] }));

/** Writes down what was seen of it; gives how it did before. */
export function see(part: Part, failure: ErrorData | null, at: number): HealthState {
  const before = part.state;
  part.state = failure ? healthAfterFailure(before) : healthAfterSuccess(before);
  part.failure = failure;
  part.seenAt = at;
  return before;
}

/** Requests that ran side by side fail for one reason: that is one failure. In ms. */
const sameFailure = 10_000;

export const isSameFailure = ({ failure, seenAt }: Part, at: number): boolean =>
  failure !== null && at - seenAt >= 0 && at - seenAt < sameFailure;

export type Records = Map<ProviderId, ProviderRecord>;
