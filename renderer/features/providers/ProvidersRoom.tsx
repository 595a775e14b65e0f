import { useEffect } from 'react';
import { closeProvider, useOpenProviderId } from './open-provider.ts';
import { ProviderList } from './ProviderList.tsx';
import { ProviderPage } from './ProviderPage.tsx';
import { useProviders } from './store.ts';

export function ProvidersRoom() {
  const openId = useOpenProviderId();
  const provider = useProviders((state) => state.providers?.find(({ id }) => id === openId));
  const isLoaded = useProviders((state) => state.providers !== null);
  const refresh = useProviders((state) => state.refresh);
  useEffect(() => void refresh(), [refresh]);
  useEffect(() => {
    // Deleted meanwhile, here or in another window.
    if (openId && isLoaded && !provider) closeProvider();
  }, [openId, isLoaded, provider]);
  return provider ? <ProviderPage key={provider.id} provider={provider} /> : <ProviderList />;
}
