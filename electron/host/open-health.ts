import type { Notice } from '../../shared/model/health.ts';
import { localProviderId } from '../../shared/model/local-provider.ts';
import { createHealth, type HealthService } from '../health/health.ts';
import type { HealthPorts } from '../health/ports.ts';
import { createProbe } from '../health/probe.ts';
import type { LocalService } from '../local/local.ts';
import { hostOf, isPrivateHost } from '../providers/network/addresses.ts';
import type { ProviderService } from '../providers/providers.ts';

export interface OpenHealthOptions extends Pick<HealthPorts, 'store' | 'vault' | 'events' | 'log' | 'settings'> {
  providers: Pick<ProviderService, 'list' | 'reach' | 'test'>;
  local: Pick<LocalService, 'connect' | 'status'>;
  notify: ((notice: Notice) => void) | undefined;
  breakersOf?: NonNullable<HealthPorts['breakersOf']>;
}

const thisComputer = {
  id: localProviderId,
  name: 'This computer',
  kind: 'local',
  isEnabled: true,
  isLocal: true,
  credentials: [],
};

/** The health of all who can be asked: the models on this computer, and the providers. */
export function openHealth({ providers, local, notify, ...ports }: OpenHealthOptions): HealthService {
  return createHealth({
    ...ports,
    ...(notify && { notify }),
    watched: () => [thisComputer, ...providers.list().map((provider) => ({ ...provider, isLocal: false }))],
    probe: createProbe({ providers, local }),
    isOwnNetwork: (url) => isPrivateHost(hostOf(url)),
  });
}
