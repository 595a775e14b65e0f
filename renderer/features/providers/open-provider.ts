import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { ProviderId } from '../../../shared/model/ids.ts';
import { navigate } from '../../app/navigation.ts';

/** What the providers room shows: the list, or one provider. */
const store = createStore<{ openId: ProviderId | null }>(() => ({ openId: null }));

/** Goes to one provider, from any room. */
export function openProvider(id: ProviderId): void {
  store.setState({ openId: id });
  navigate({ room: 'providers' });
}

export const closeProvider = (): void => store.setState({ openId: null });
export const useOpenProviderId = (): ProviderId | null => useStore(store, ({ openId }) => openId);
