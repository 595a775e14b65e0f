import type { PassphraseBox } from '../../vault/passphrase-box.ts';
import type { ProviderPorts } from '../ports.ts';
import type { ProviderService } from '../providers.ts';

export interface TransferPorts extends Pick<ProviderPorts, 'vault'> {
  store: Pick<ProviderPorts['store'], 'providers' | 'credentials' | 'networkSecrets' | 'modelChoices' | 'transaction'>;
  providers: Pick<ProviderService, 'get' | 'rewritten'>;
  box: PassphraseBox;
  /** Where `${NAME}` is taken from. */
  environment: NodeJS.ProcessEnv;
  /** UTC ms. Default: the clock. */
  now?: () => number;
}
