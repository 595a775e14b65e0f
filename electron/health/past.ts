import { failure as failureSchema } from '../../shared/model/failure.ts';
import type { PastAttempt } from '../store/attempts.ts';
import { type Blame, blameOfRequest } from './blame.ts';
import { addToWindow } from './passive.ts';
import type { Watched } from './ports.ts';
import { keyPart, modelPart, type Part, type ProviderRecord, see, trafficOf } from './records.ts';

/** Why somebody was not asked at all; that says nothing about them. */
const unasked: readonly unknown[] = ['breaker-open', 'own-limit'];

/** Undefined: it tells nothing. Null: it was answered. */
function blameFor(
  { outcome, failure, target, credentialId }: PastAttempt,
  knownModels: readonly string[],
): Blame | null | undefined {
  if (outcome === 'cancelled') return undefined;
  if (outcome === 'answered') return null;
  const { data } = failureSchema.safeParse(failure);
  // Without a key nobody was asked.
  if (!data || (data.code === 'INVALID_API_KEY' && credentialId === null) || unasked.includes(data.details?.['reason']))
    return undefined;
  const blame = blameOfRequest(data, { isOnline: true, isListed: () => knownModels.includes(target.modelId) });
  return blame === 'nobody' || blame === 'limit' ? undefined : blame;
}

export interface PastFacts {
  watched: Pick<Watched, 'credentials'>;
  /** The models that its list is known to have. */
  knownModels: readonly string[];
}

/**
 * What real requests met before the host was ended: the figures of the last hour, and who did well when asked last, where
 * no check says otherwise. Who did badly then is found out anew.
 */
export function applyPast(
  record: ProviderRecord,
  past: readonly PastAttempt[],
  { watched, knownModels }: PastFacts,
): void {
  const ends = new Map<string, { part(): Part; wellAt: number | null }>();
  for (const attempt of past.toSorted((one, other) => one.at - other.at)) {
    const { target, credentialId, at, firstToken } = attempt;
    const blame = blameFor(attempt, knownModels);
    if (blame === undefined) continue;
    addToWindow(trafficOf(record, credentialId, target.modelId).window, { at, firstToken, hasFailed: blame !== null });
    const key = watched.credentials.find(({ id }) => id === credentialId);
    const note = (name: string, fault: Blame, part: () => Part): void => {
      if (blame === null || blame === fault) ends.set(name, { part, wellAt: blame === null ? at : null });
    };
    note('own', 'provider', () => record.own);
    // With another secret it is another key.
    if (key && at >= (key.rotatedAt ?? 0)) note(`key ${key.id}`, 'key', () => keyPart(record, key.id));
    note(`model ${target.modelId}`, 'model', () => modelPart(record, target.modelId));
  }
  for (const { part, wellAt } of ends.values()) {
    if (wellAt === null) continue;
    const one = part();
    if (one.state.status === 'Unknown') see(one, null, wellAt);
  }
}
