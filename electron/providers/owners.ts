import type { StoredProvider } from '../../shared/model/provider.ts';
import type { checkTyped } from './check-new.ts';
import type { Vendor } from './define-vendor.ts';
import { typedSecrets } from './network/kept-secrets.ts';
import type { NetworkOwner } from './network/networks.ts';

/** Whose line it is, of a provider that is only typed yet. */
export const ownerOfTyped = (
  vendor: Vendor,
  { settings, network, secrets }: Pick<ReturnType<typeof checkTyped>, 'settings' | 'network' | 'secrets'>,
): NetworkOwner => ({
  ...ownerOf(vendor, { settings, network, isPrivateAllowed: true }),
  secrets: async () => typedSecrets(secrets),
  secretsMark: '',
});

/** Without the secrets of its line. */
export const ownerOf = (
  vendor: Vendor,
  { settings, network, isPrivateAllowed }: Pick<StoredProvider, 'settings' | 'network' | 'isPrivateAllowed'>,
): Omit<NetworkOwner, 'secrets' | 'secretsMark'> => ({
  network,
  baseUrl: vendor.baseUrl(settings),
  allowPrivate: isPrivateAllowed,
});
