import type { AppError } from '../../../shared/errors/app-error.ts';
import type { CredentialId, ProviderId } from '../../../shared/model/ids.ts';
import type { Credential } from '../../../shared/model/provider.ts';
import type { ReadRateLimits } from '../../../shared/model/rate-limit.ts';
import { type Rest, restAfter } from './key-rest.ts';
import { readRateLimits } from './rate-limits.ts';

export type KeyState = Pick<Credential, 'state' | 'restsUntil' | 'failure' | 'refusedModels' | 'rateLimits'>;

export interface KeyStatesOptions {
  now(): number;
  /** Another state than before, as a person would see it. */
  onChange(id: ProviderId): void;
}

export type KeyOfProvider = Pick<Credential, 'id' | 'providerId'>;

interface Entry {
  providerId: ProviderId;
  rest: Rest | undefined;
  /** By model: what the key may not do with it says nothing about others. */
  models: Map<string, Rest>;
  rateLimits: ReadRateLimits | null;
  wakes: NodeJS.Timeout | undefined;
}

interface RestOptions {
  /** Null: the failure came with no model. */
  modelId: string | null;
  /** The rest on record when the use of the key began. */
  before: Rest | undefined;
}

/** Parallel requests fail one after the other for the same reason: that is one rest, unless it ends later. In ms. */
const sameEnd = 1000;
/** The longest a timer can wait, in ms. */
const longestTimer = 2 ** 31 - 1;

export type KeyStates = ReturnType<typeof createKeyStates>;

/** How each key does, in memory only. */
export function createKeyStates({ now, onChange }: KeyStatesOptions) {
  const entries = new Map<CredentialId, Entry>();
  const entryOf = ({ id, providerId }: KeyOfProvider): Entry => {
    const fresh = { providerId, rest: undefined, models: new Map(), rateLimits: null, wakes: undefined };
    const entry = entries.get(id) ?? fresh;
    entries.set(id, entry);
    return entry;
  };
  const isOn = (rest: Rest | undefined): rest is Rest => rest !== undefined && rest.until > now();

  /** The next time that a rest ends by itself is a change of state as well. */
  const wake = (entry: Entry): void => {
    clearTimeout(entry.wakes);
    const ends = [entry.rest, ...entry.models.values()].filter(isOn).map(({ until }) => until - now());
    if (ends.length === 0) return;
    entry.wakes = setTimeout(
      () => {
        onChange(entry.providerId);
        wake(entry);
      },
      Math.min(...ends, longestTimer),
    );
    entry.wakes.unref();
  };
  const changed = (entry: Entry): void => {
    wake(entry);
    onChange(entry.providerId);
  };

  return {
    /** The rest that keeps this key from this model just now. */
    restOf(id: CredentialId, modelId: string | null): Rest | undefined {
      const { rest, models } = entries.get(id) ?? {};
      const both = [rest, modelId === null ? undefined : models?.get(modelId)].filter(isOn);
      return both.sort((one, other) => other.until - one.until)[0];
    },

    /** What is on record, also when it is over: the rest that a use of the key begins under. */
    recordOf: (id: CredentialId): Rest | undefined => entries.get(id)?.rest,

    view(id: CredentialId): KeyState {
      const { rest, models = new Map<string, Rest>(), rateLimits = null } = entries.get(id) ?? {};
      const refusedModels = [...models].filter(([, one]) => isOn(one)).map(([modelId]) => modelId);
      return isOn(rest)
        ? { state: rest.state, restsUntil: rest.until, failure: rest.failure.toJSON(), refusedModels, rateLimits }
        : { state: 'ready', restsUntil: null, failure: null, refusedModels, rateLimits };
    },

    rest(key: KeyOfProvider, failure: AppError, { modelId, before }: RestOptions): void {
      const rest = restAfter(failure, now(), before);
      if (!rest) return;
      const entry = entryOf(key);
      if (failure.code === 'PERMISSION_DENIED' && modelId !== null) {
        for (const [model, one] of entry.models) if (!isOn(one)) entry.models.delete(model);
        if (entry.models.has(modelId)) return;
        entry.models.set(modelId, rest);
      } else {
        const { rest: present } = entry;
        if (isOn(present) && present.failure.code === failure.code && rest.until - present.until < sameEnd) return;
        entry.rest = rest;
      }
      changed(entry);
    },

    /** The key was taken in a use that began under this rest. A rest that came meanwhile knows better. */
    accept(id: CredentialId, before: Rest | undefined): void {
      const entry = entries.get(id);
      if (entry && entry.rest === before) entry.rest = undefined;
    },

    /** Somebody has changed or tested the key. */
    clear(id: CredentialId): void {
      const entry = entries.get(id);
      if (!entry) return;
      const wasOn = isOn(entry.rest) || [...entry.models.values()].some(isOn);
      entry.rest = undefined;
      entry.models.clear();
      if (wasOn) changed(entry);
    },

    forget(id: CredentialId): void {
      clearTimeout(entries.get(id)?.wakes);
      entries.delete(id);
    },

    readHeaders(key: KeyOfProvider, headers: Headers): void {
      const readAt = now();
      const limits = readRateLimits(headers, readAt);
      if (limits.length > 0) entryOf(key).rateLimits = { readAt, limits };
    },
  };
}
