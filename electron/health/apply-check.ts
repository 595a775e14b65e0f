import type { CredentialId } from '../../shared/model/ids.ts';
import { type Blame, blameOfCheck, isBlamable } from './blame.ts';
import type { HealthState } from './health-state.ts';
import type { Subject } from './incidents.ts';
import type { Probed } from './ports.ts';
import { keyPart, type Part, type ProviderRecord, see } from './records.ts';

/** A part that was looked at, and how it did before. */
export interface Looked {
  subject: Subject;
  part: Part;
  before: HealthState;
}

export interface AppliedCheck {
  looked: Looked[];
  /** False: what it met is no fault of the other side, so it counts for nothing. */
  counts: boolean;
  isOk: boolean;
  /** The server itself did not answer as it should: its other keys would meet the same. */
  isServerDown: boolean;
}

export interface CheckFacts {
  providerId: Subject['providerId'];
  keyId: CredentialId | null;
  at: number;
  /** Of the round: a server that answers for each of its keys answered one round. */
  isFirst: boolean;
  /** Without a network of one's own, nobody else can be to blame. */
  isOnline: boolean;
}

function blameFor({ failure, responseTime }: Probed, { keyId, isOnline }: CheckFacts): Blame | null {
  const blame = failure && blameOfCheck(failure);
  if (blame === 'provider') return isBlamable(failure, isOnline) ? blame : 'nobody';
  // Without a key the server refuses everybody, or the key is missing here.
  if (blame === 'key' && keyId === null) return responseTime === null ? 'nobody' : 'provider';
  return blame;
}

/** What one answer to a check says about the server and about the key. */
export function applyCheck(record: ProviderRecord, probed: Probed, facts: CheckFacts): AppliedCheck {
  const { providerId, keyId, at, isFirst } = facts;
  const { failure, responseTime, modelIds, provesKey } = probed;
  const blame = blameFor(probed, facts);
  record.lastCheckAt = at;
  record.failure = blame === null ? null : failure;
  if (blame === 'nobody') return { looked: [], counts: false, isOk: false, isServerDown: false };

  record.isLimited = blame === 'limit';
  record.responseTime = responseTime;
  if (modelIds) record.modelIds = modelIds;
  const isServerDown = blame === 'provider';
  const own = { providerId, credentialId: null, modelId: null };
  const looked: Looked[] = [];
  // What is refused before anybody is asked says nothing about the server.
  if (isServerDown || (isFirst && responseTime !== null)) {
    const before = see(record.own, isServerDown ? failure : null, at);
    looked.push({ subject: own, part: record.own, before });
  }
  const saysKey = blame === 'key' || (blame === null && failure === null && provesKey);
  if (keyId !== null && saysKey) {
    const part = keyPart(record, keyId);
    const before = see(part, blame === 'key' ? failure : null, at);
    looked.push({ subject: { ...own, credentialId: keyId }, part, before });
  }
  return { looked, counts: true, isOk: blame === null || blame === 'limit', isServerDown };
}
