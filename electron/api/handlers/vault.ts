import type { AppContract } from '../../../shared/contract/contract.ts';
import type { Vault } from '../../vault/vault.ts';
import type { DomainHandlers } from '../router.ts';

export const vaultHandlers = ({ vault }: { vault: Vault }): DomainHandlers<AppContract, 'vault'> => ({
  'vault.status': () => vault.status(),
  'vault.set-up': ({ passphrase }) => vault.setUp(passphrase),
  'vault.unlock': ({ passphrase }) => vault.unlock(passphrase),
  'vault.rotate': ({ source, passphrase }) => vault.rotate(source, passphrase),
});
