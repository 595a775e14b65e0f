import { client, onReconnected } from '../client/connect.ts';
import { createResource } from '../lib/resource.ts';

export const appInfo = createResource(() => client.call('app.info', {}));
export const storageStatus = createResource(() => client.call('storage.status', {}));
export const vaultStatus = createResource(() => client.call('vault.status', {}));
export const managementKey = createResource(() => client.call('management-key.status', {}));

client.on('vault.changed', vaultStatus.set);

// After a restart of the host the port, the vault and the database may be others.
onReconnected(() => {
  for (const resource of [appInfo, storageStatus, vaultStatus, managementKey]) void resource.refresh();
});
