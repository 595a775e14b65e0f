import type { ProviderId } from '../../shared/model/ids.ts';
import type { Provider } from '../../shared/model/provider.ts';
import { unlimited } from '../../shared/model/provider-limits.ts';

/** A provider without anything chosen about it. */
export const plainProvider = (own: Partial<Provider> = {}): Provider => ({
  id: '01890000-0000-7000-8000-000000000001' as ProviderId,
  kind: 'openai',
  name: 'OpenAI',
  isEnabled: true,
  description: '',
  tags: [],
  priority: 0,
  weight: 1,
  discoveryHours: null,
  limits: unlimited,
  settings: {},
  network: {},
  isPrivateAllowed: true,
  networkSecrets: [],
  credentials: [],
  createdAt: 0,
  ...own,
});
