import type { AppContract } from '../../../shared/contract/contract.ts';
import { type ManagementKeyStore, newManagementKey } from '../management-key.ts';
import type { DomainHandlers } from '../router.ts';
import { hashToken } from '../token.ts';

export function managementKeyHandlers({
  managementKey,
  now = Date.now,
}: {
  managementKey: ManagementKeyStore;
  now?: () => number;
}): DomainHandlers<AppContract, 'management-key'> {
  const status = () => {
    const row = managementKey.get();
    return { isSet: row !== undefined, createdAt: row?.createdAt ?? null };
  };
  return {
    'management-key.status': status,
    'management-key.create': () => {
      const key = newManagementKey();
      managementKey.put({ keyHash: hashToken(key), createdAt: now() });
      return { key };
    },
    'management-key.delete': () => {
      managementKey.delete();
      return status();
    },
  };
}
