import type { AppError } from '../../../shared/errors/app-error.ts';
import type { CredentialId, ProviderId } from '../../../shared/model/ids.ts';
import type { Credential } from '../../../shared/model/provider.ts';
import type { ReadRateLimits } from '../../../shared/model/rate-limit.ts';
import { isAboutModelOnly, type Rest, restAfter } from './key-rest.ts';
import { readRateLimits } from './rate-limits.ts';

export type KeyState = Pick<
  Credential,
  'state' | 'restsUntil' | 'failure' | 'refusedModels' | 'restingModels' | 'rateLimits'
>;

export interface KeyStatesOptions {
  now(): number;
  /** Another state than before, as a person would see it. */
  onChange(id: ProviderId): void;
}

export type KeyOfProvider = Pick<Credential, 'id' | 'providerId'>;

interface Entry {
  providerId: ProviderId;
  rest: Rest | undefined;
  /** What the key may not do with one model, or has to wait for there. */
  models: Map<string, Rest>;
  rateLimits: ReadRateLimits | null;
  wakes: NodeJS.Timeout | undefined;
}

/** What is on record of a key, also when it is over. */
export interface KeyRecord {
  rest: Rest | undefined;
  /** Of the key with the model that it is used for. */
  modelRest: Rest | undefined;
}

interface RestOptions {
  /** Null: the failure came with no model. */
  modelId: string | null;
  /** When the use of the key began. */
  before: KeyRecord;
}

/** Parallel requests, and retries, fail for the same reason: that is one rest. In ms. */
const sameEnd = 1000;
/** A wait that the provider named counts where it ends later; one that was guessed here does not grow by asking again. */
const isSameRest = (present: Rest, { failure, until }: Rest): boolean =>
  present.failure.code === failure.code &&
  (typeof failure.details?.['retryAfter'] !== 'number' || until - present.until < sameEnd);
/** The longest a timer can wait, in ms. */
const longestTimer = 2 ** 31 - 1;

export type KeyStates = ReturnType<typeof createKeyStates>;

/** How each key does, in memory only. */
export function createKeyStates({ now, onChange }: KeyStatesOptions) {
  const entries = new Map<CredentialId, Entry>();
  let isClosed = false;
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
    if (ends.length === 0 || isClosed) return;
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

    /** What a use of the key begins under. */
    recordOf(id: CredentialId, modelId: string | null): KeyRecord {
      const { rest, models } = entries.get(id) ?? {};
      return { rest, modelRest: modelId === null ? undefined : models?.get(modelId) };
    },

    view(id: CredentialId): KeyState {
      const { rest, models = new Map<string, Rest>(), rateLimits = null } = entries.get(id) ?? {};
      const on = [...models].filter(([, one]) => isOn(one));
      const refusedModels = on.flatMap(([modelId, { state }]) => (state === 'refused' ? [modelId] : []));
      const restingModels = on.flatMap(([modelId, { state, until }]) =>
        state === 'resting' ? [{ modelId, until }] : [],
      );
      const byModel = { refusedModels, restingModels, rateLimits };
      return isOn(rest)
        ? { state: rest.state, restsUntil: rest.until, failure: rest.failure.toJSON(), ...byModel }
        : { state: 'ready', restsUntil: null, failure: null, ...byModel };
    },

    rest(key: KeyOfProvider, failure: AppError, { modelId, before }: RestOptions): void {
      const model = isAboutModelOnly(failure) ? modelId : null;
      const rest = restAfter(failure, now(), model === null ? before.rest : before.modelRest);
      if (!rest) return;
      const entry = entryOf(key);
      const present = model === null ? entry.rest : entry.models.get(model);
      if (isOn(present) && isSameRest(present, rest)) return;
      if (model === null) entry.rest = rest;
      else entry.models.set(model, rest);
      changed(entry);
    },

    /** The key was taken in a use that began under this record. A rest that came meanwhile knows better. */
    accept(id: CredentialId, modelId: string | null, before: KeyRecord): void {
      const entry = entries.get(id);
      if (!entry) return;
      const { rest, models } = entry;
      const modelRest = modelId === null ? undefined : models.get(modelId);
      if (rest === before.rest) entry.rest = undefined;
      if (modelId !== null && modelRest === before.modelRest) models.delete(modelId);
      // It may have been asked although it rested.
      const hasEnded = (isOn(rest) && rest === before.rest) || (isOn(modelRest) && modelRest === before.modelRest);
      if (hasEnded) changed(entry);
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

    /** Whoever would hear of the end of a rest is gone by then. */
    close(): void {
      isClosed = true;
      for (const { wakes } of entries.values()) clearTimeout(wakes);
    },
  };
}
