import { useEffect } from 'react';
import { navigate, useRoute } from '../../app/navigation.ts';
import { ProviderList } from './ProviderList.tsx';
import { ProviderPage } from './ProviderPage.tsx';
import { useProviders } from './store.ts';
import { useKeptFocus } from './use-kept-focus.ts';

export function ProvidersRoom() {
  const { providerId } = useRoute();
  const provider = useProviders((state) => state.providers?.find(({ id }) => id === providerId));
  const isLoaded = useProviders((state) => state.providers !== null);
  useKeptFocus(provider?.id);
  const refresh = useProviders((state) => state.refresh);
  useEffect(() => void refresh(), [refresh]);
  useEffect(() => {
    // Deleted meanwhile, here or in another window; or an old address.
    if (providerId && isLoaded && !provider) navigate({ room: 'providers' }, { replace: true });
  }, [providerId, isLoaded, provider]);
  return provider ? <ProviderPage key={provider.id} provider={provider} /> : <ProviderList />;
}
