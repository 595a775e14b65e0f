import { onTestFinished } from 'vitest';
import { Secret } from '../../../../electron/lib/secret.ts';
import { classifyError } from '../../../../electron/providers/errors/classify-error.ts';
import {
  createNetworkFetch,
  type Network,
  type NetworkOptions,
} from '../../../../electron/providers/network/network-fetch.ts';
import type { AppError } from '../../../../shared/errors/app-error.ts';
import { type NetworkChoices, networkSettings } from '../../../../shared/model/network-settings.ts';

export interface OpenNetworkOptions extends Partial<NetworkOptions> {
  clientKey?: string;
  proxyPassword?: string;
}

/** A network that ends with the test; everything on loopback is allowed unless said otherwise. */
export function openNetwork(choices: NetworkChoices = {}, options: OpenNetworkOptions = {}): Network {
  const { clientKey, proxyPassword, ...rest } = options;
  const network = createNetworkFetch(
    networkSettings.parse({ proxy: null, ...choices }),
    async () => ({
      clientKey: clientKey === undefined ? null : new Secret(clientKey),
      proxyPassword: proxyPassword === undefined ? null : new Secret(proxyPassword),
    }),
    { baseUrl: 'http://127.0.0.1', allowPrivate: true, environment: {}, ...rest },
  );
  onTestFinished(() => network.close());
  return network;
}

/** What a person is told when this fails. */
export async function failureOf(asking: Promise<Response>, host = 'api.example.com'): Promise<AppError> {
  let hasContent = false;
  try {
    const response = await asking;
    hasContent = true;
    await response.text();
  } catch (thrown) {
    return classifyError(thrown, { provider: 'My provider', host, modelId: 'some-model', hasContent });
  }
  throw new Error('it did not fail');
}
