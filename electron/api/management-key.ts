import type { IncomingHttpHeaders } from 'node:http';
import { AppError } from '../../shared/errors/app-error.ts';
import type { ManagementKeyRow } from '../store/management-key.ts';
import { hashToken, isSameHash, newToken } from './token.ts';

/** Where the one management key is kept; only its hash is. */
export interface ManagementKeyStore {
  get(): ManagementKeyRow | undefined;
  put(row: ManagementKeyRow): void;
  delete(): void;
}

/** The prefix lets people and redaction rules recognise it. */
export const newManagementKey = (): string => `sy-${newToken()}`;

export type CheckManagementKey = (headers: IncomingHttpHeaders) => void;

/** Throws unless the headers carry the management key. */
export function createManagementKeyCheck(store: Pick<ManagementKeyStore, 'get'>): CheckManagementKey {
  return (headers) => {
    const given = keyIn(headers);
    if (given === undefined) {
      throw new AppError(
        'TOKEN_MISSING',
        'The management API needs its key: "Authorization: Bearer sy-…". Make one in the window, under Port.',
      );
    }
    const row = store.get();
    if (row === undefined || !isSameHash(hashToken(given), row.keyHash)) {
      throw new AppError(
        'TOKEN_INVALID',
        'This is not the present management key. Make a new one in the window, under Port.',
      );
    }
  };
}

function keyIn(headers: IncomingHttpHeaders): string | undefined {
  const bearer = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return bearer;
  const apiKey = headers['x-api-key'];
  return typeof apiKey === 'string' && apiKey !== '' ? apiKey : undefined;
}
