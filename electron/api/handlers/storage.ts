import type { AppContract } from '../../../shared/contract/contract.ts';
import type { Store } from '../../store/open-store.ts';
import type { DomainHandlers } from '../router.ts';

export interface StorageServices {
  store: Pick<Store, 'status' | 'backup' | 'stageRestore' | 'dismissDamage'>;
  /** Ends this host and starts another one over the same home. */
  restart(): void;
}

export const storageHandlers = ({ store, restart }: StorageServices): DomainHandlers<AppContract, 'storage'> => ({
  'storage.status': () => store.status(),
  'storage.backup': async () => {
    await store.backup();
    return store.status();
  },
  'storage.restore': async ({ name }) => {
    await store.stageRestore(name);
    restart();
    return {};
  },
  'storage.dismiss': () => {
    store.dismissDamage();
    return store.status();
  },
});
