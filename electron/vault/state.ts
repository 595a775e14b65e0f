import { AppError } from '../../shared/errors/app-error.ts';
import type { VaultSource } from '../../shared/model/vault.ts';
import type { Log } from '../lib/log.ts';
import type { Store } from '../store/open-store.ts';
import type { MasterKey } from './cipher.ts';
import { provesKey } from './install.ts';
import { environmentKey, findKey, type KeySourcePorts } from './key-sources.ts';

export type VaultState =
  | { kind: 'unlocked'; key: MasterKey; source: VaultSource }
  /** Nothing is stored yet; the first secret sets it up there, without asking. */
  | { kind: 'ready'; source: 'keychain' | 'environment' }
  | { kind: 'not-set-up'; reason: string }
  | { kind: 'locked'; error: AppError; source: VaultSource | null };

export interface FindStateOptions {
  store: Pick<Store, 'secrets' | 'vault'>;
  sources: KeySourcePorts;
  log: Log;
  passphrase?: string | undefined;
}

/** Where the vault stands, and its key if it can be had. Changes nothing: a missing key is never replaced here. */
export async function findState({ store, sources, log, passphrase }: FindStateOptions): Promise<VaultState> {
  const row = store.vault.get();
  if (!row) return begin(sources);
  try {
    const key = await findKey(row, sources, passphrase);
    if (!provesKey(row, key)) throw wrongKey(row.source);
    return { kind: 'unlocked', key, source: row.source };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // A key nothing is encrypted with is not missed. A passphrase is: somebody chose it.
    if (row.source !== 'passphrase' && store.secrets.count() === 0) return begin(sources);
    log.warn({ source: row.source, code: error.code }, 'the vault stays locked');
    return { kind: 'locked', error, source: row.source };
  }
}

async function begin(sources: KeySourcePorts): Promise<VaultState> {
  if (sources.environment.ENCRYPTION_MASTER_KEY) {
    try {
      environmentKey(sources.environment);
      return { kind: 'ready', source: 'environment' };
    } catch (error) {
      // Passed over for the keychain, a mistyped key would be found out years later.
      if (error instanceof AppError) return { kind: 'locked', error, source: null };
      throw error;
    }
  }
  const result = await sources.keychain();
  return result.ok ? { kind: 'ready', source: 'keychain' } : { kind: 'not-set-up', reason: result.reason };
}

const wrongKey = (source: VaultSource): AppError =>
  source === 'passphrase'
    ? new AppError('VAULT_KEY_WRONG', 'This is not the passphrase of the vault. Try again.')
    : new AppError(
        'VAULT_KEY_WRONG',
        'The master key at hand is not the one of this vault. Start Switchyard with the key it was set up with.',
      );

/** Why nothing can be sealed or read now, and what helps. */
export function refusal(state: Extract<VaultState, { kind: 'locked' | 'not-set-up' }>): AppError {
  if (state.kind === 'locked') {
    const { code, message } = state.error;
    return code === 'VAULT_KEY_WRONG' ? state.error : new AppError('VAULT_LOCKED', message, { cause: state.error });
  }
  return new AppError(
    'VAULT_NOT_SET_UP',
    `Keys cannot be stored yet: there is no keychain (${state.reason}). Choose a passphrase for the vault.`,
  );
}
