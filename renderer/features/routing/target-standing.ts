import type { ProviderHealth } from '../../../shared/model/health.ts';
import type { Provider } from '../../../shared/model/provider.ts';

export type TargetStanding = 'ready' | 'unknown' | 'ill' | 'down' | 'off' | 'gone' | 'broken';

/** How a model of a provider stands, as far as it is known without asking it. */
export function standingOfTarget(provider: Provider | undefined, health: ProviderHealth | undefined): TargetStanding {
  if (!provider) return 'gone';
  if (!provider.isEnabled) return 'off';
  switch (health?.status) {
    case 'Healthy':
      return 'ready';
    case 'Degraded':
      return 'ill';
    case 'Unhealthy':
      return 'down';
    case 'Unknown':
    case undefined:
      return 'unknown';
  }
}
