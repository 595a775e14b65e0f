import type { CredentialId, ProviderId } from '../../../shared/model/ids.ts';
import type { ProviderConnection } from '../connect.ts';
import type { ProviderService } from '../providers.ts';

export interface ExtrasPorts {
  providers: Pick<ProviderService, 'get' | 'models'>;
  /** With one certain key, or the next that is free. */
  connect(id: ProviderId, key?: CredentialId): Promise<ProviderConnection>;
  /** UTC ms. Default: the clock. */
  now?: () => number;
}
