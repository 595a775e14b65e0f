import { AppError } from '../../shared/errors/app-error.ts';
import type { CredentialId } from '../../shared/model/ids.ts';
import type { Provider } from '../../shared/model/provider.ts';
import { checkedFetch } from './checked-fetch.ts';
import { classifyError } from './classify-error.ts';
import type { Vendor, VendorConnection } from './define-vendor.ts';
import type { Keys } from './keys.ts';
import { vendorOf } from './registry.ts';

/** A way to one instance, ready to be used. */
export interface ProviderConnection extends VendorConnection {
  credentialId: CredentialId | null;
  /** Turns what the transport threw into an error of this app. */
  classify(thrown: unknown, about: { modelId: string | null; hasContent: boolean }): AppError;
}

export function vendorOfProvider({ kind, name }: Pick<Provider, 'kind' | 'name'>): Vendor {
  const vendor = vendorOf(kind);
  if (vendor) return vendor;
  throw new AppError('PROVIDER_NOT_FOUND', `This version of Switchyard does not know the kind "${kind}" of ${name}.`);
}

export async function connectProvider(
  provider: Provider,
  { keys, fetch }: { keys: Pick<Keys, 'read'>; fetch: typeof globalThis.fetch },
): Promise<ProviderConnection> {
  const vendor = vendorOfProvider(provider);
  const { apiKey, credentialId } = await keys.read(provider, vendor.kind.needsKey);
  const connection = vendor.connect({ settings: provider.settings, apiKey, fetch: checkedFetch(fetch) });
  return {
    ...connection,
    credentialId,
    classify: (thrown, about) => classifyError(thrown, { provider: provider.name, host: connection.host, ...about }),
  };
}
