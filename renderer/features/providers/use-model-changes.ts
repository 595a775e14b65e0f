import { useEffect, useState } from 'react';
import type { ProviderId } from '../../../shared/model/ids.ts';
import type { ModelChange } from '../../../shared/model/model-change.ts';
import { client } from '../../client/connect.ts';
import { providersStore } from './store.ts';

export interface ModelChangesOf {
  /** The newest first. */
  changes: readonly ModelChange[];
  markSeen(): Promise<void>;
}

/** What was found about a provider's models; read again when something is. */
export function useModelChanges(providerId: ProviderId): ModelChangesOf {
  const [changes, setChanges] = useState<readonly ModelChange[]>([]);
  /** Counts the looks that were taken because something happened. */
  const [look, setLook] = useState(0);
  useEffect(() => {
    let isHere = true;
    // Without them the page is as useful as before: nothing is said about a failure.
    void client.call('models.changes', { providerId }).then(
      (found) => isHere && setChanges(found),
      () => {},
    );
    return () => {
      isHere = false;
    };
  }, [providerId, look]);
  useEffect(
    () =>
      client.on('models.changes-found', (found) => {
        if (found.providerId !== providerId) return;
        setLook((before) => before + 1);
        void providersStore.getState().loadModels(providerId);
      }),
    [providerId],
  );
  return {
    changes,
    async markSeen() {
      await client.call('models.changes-seen', { providerId }).catch(() => {});
      setLook((before) => before + 1);
    },
  };
}
