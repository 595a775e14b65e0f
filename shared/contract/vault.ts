import { z } from 'zod';
import { passphrase, vaultSource, vaultStatus } from '../model/vault.ts';
import { call, event } from './define.ts';

export const vaultContract = {
  'vault.status': call({
    summary: 'Where the master key is and whether keys can be read',
    method: 'GET',
    path: '/vault',
    input: z.object({}),
    output: vaultStatus,
  }),
  'vault.set-up': call({
    summary: 'Choose a passphrase for the vault, where there is no keychain',
    method: 'POST',
    path: '/vault/set-up',
    input: z.object({ passphrase }),
    output: vaultStatus,
  }),
  'vault.unlock': call({
    summary: 'Unlock the vault; without a passphrase the keychain or the environment is tried again',
    method: 'POST',
    path: '/vault/unlock',
    input: z.object({ passphrase: z.string().min(1).max(1024).exactOptional() }),
    output: vaultStatus,
  }),
  'vault.rotate': call({
    summary: 'Make a new master key, kept in `source`, and encrypt every key again under it',
    method: 'POST',
    path: '/vault/rotate',
    input: z.object({ source: vaultSource, passphrase: passphrase.exactOptional() }),
    output: vaultStatus,
  }),
  'vault.changed': event({ summary: 'The vault was set up, locked, unlocked or moved', data: vaultStatus }),
};
