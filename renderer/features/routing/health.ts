import { client, onReconnected } from '../../client/connect.ts';
import { createResource } from '../../lib/resource.ts';

/** How the providers do. */
export const providerHealth = createResource(() => client.call('health.all', {}));

const refreshShown = (): void => {
  if (providerHealth.store.getState().data !== undefined) void providerHealth.refresh();
};
client.on('health.changed', refreshShown);
onReconnected(refreshShown);
