import type { AppError } from '../../shared/errors/app-error.ts';
import type { HealthStatus } from '../../shared/model/health.ts';
import type { CredentialId, ProviderId } from '../../shared/model/ids.ts';
import type { Target } from '../../shared/model/provider.ts';
import { type Blame, blameOfRequest } from './blame.ts';
import type { IncidentBook } from './incident-book.ts';
import { addToWindow } from './passive.ts';
import { isSameFailure, keyPart, modelPart, type Part, type ProviderRecord, see, trafficOf } from './records.ts';

/** One attempt of a real request, as it went. */
export interface Observation {
  target: Target;
  credentialId: CredentialId | null;
  /** UTC ms at its end. */
  at: number;
  /** Ms; null where nothing came. */
  firstToken: number | null;
  /** Null: it was answered. */
  failure: AppError | null;
}

export interface ObserveOptions {
  recordOf(id: ProviderId): ProviderRecord | undefined;
  statusOf(id: ProviderId): HealthStatus;
  knownModels(id: ProviderId): readonly string[];
  book: Pick<IncidentBook, 'look'>;
  isOnline(): boolean;
  /** It does better or worse than before. */
  onChange(id: ProviderId, record: ProviderRecord): void;
}

/** What real requests tell, free of charge. */
export const createObserve = (options: ObserveOptions) => {
  const { recordOf, statusOf, knownModels, book, isOnline, onChange } = options;

  const blameFor = ({ target, failure }: Observation): Blame | null => {
    const isListed = (): boolean => knownModels(target.providerId).includes(target.modelId);
    return failure && blameOfRequest(failure, { isOnline: isOnline(), isListed });
  };

  return (seen: Observation): void => {
    const { target, credentialId, at, firstToken, failure } = seen;
    const { providerId, modelId } = target;
    const record = recordOf(providerId);
    const blame = blameFor(seen);
    if (!record || blame === 'nobody' || blame === 'limit') return;

    const before = statusOf(providerId);
    addToWindow(trafficOf(record, credentialId, modelId).window, { at, firstToken, hasFailed: failure !== null });
    const note = (part: Part, about: { credentialId?: CredentialId; modelId?: string }): void => {
      if (failure && isSameFailure(part, at)) return;
      const subject = { providerId, credentialId: null, modelId: null, ...about };
      book.look({ subject, part, before: see(part, failure?.toJSON() ?? null, at) });
    };
    if (blame === null || blame === 'provider' || (blame === 'key' && credentialId === null)) note(record.own, {});
    if (credentialId !== null && (blame === null || blame === 'key'))
      note(keyPart(record, credentialId), { credentialId });
    if (blame === null || blame === 'model') note(modelPart(record, modelId), { modelId });
    if (statusOf(providerId) !== before) onChange(providerId, record);
  };
};
