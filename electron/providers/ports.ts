import type { AppContract } from '../../shared/contract/contract.ts';
import type { Events } from '../api/events.ts';
import type { Log } from '../lib/log.ts';
import type { Store } from '../store/open-store.ts';
import type { Vault } from '../vault/vault.ts';

export interface ProviderPorts {
  store: Pick<
    Store,
    'providers' | 'credentials' | 'networkSecrets' | 'models' | 'modelChoices' | 'modelChanges' | 'transaction'
  >;
  /** Where keys are kept. */
  vault: Pick<Vault, 'seal' | 'reveal' | 'forget'>;
  events: Pick<Events<AppContract>, 'publish'>;
  log: Log;
  /** Default: a line of its own for each provider. Tests replay recorded traffic here. */
  fetch?: typeof fetch;
  /** Where the system's proxy stands. Default: that of the process. */
  environment?: NodeJS.ProcessEnv;
  /** UTC ms. Default: the clock. */
  now?: () => number;
}
