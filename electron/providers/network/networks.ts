import type { ProviderId } from '../../../shared/model/ids.ts';
import { type NetworkChoices, networkSettings } from '../../../shared/model/network-settings.ts';
import type { Timeouts } from '../connect.ts';
import { createNetworkFetch, type Network } from './network-fetch.ts';
import { tlsOptions } from './tls-options.ts';

/** Whom it leads to, and how. */
export interface NetworkOwner {
  network: NetworkChoices;
  baseUrl: string;
}

/** How a provider is reached. */
export interface Way {
  fetch: typeof fetch;
  /** Those that somebody chose. */
  timeouts: Partial<Timeouts>;
}

export interface NetworksOptions {
  environment: NodeJS.ProcessEnv;
  /** In place of the network: tests replay recorded traffic. */
  fetch?: typeof fetch | undefined;
}

/** One line to each provider, kept alive between its requests and made anew when its settings are others. */
export function createNetworks({ environment, fetch }: NetworksOptions) {
  const lines = new Map<ProviderId, { made: string; network: Network }>();

  const open = ({ network, baseUrl }: NetworkOwner): Network =>
    createNetworkFetch(
      networkSettings.parse(network),
      { clientKey: null, proxyPassword: null },
      // Typed by hand: whoever writes an address of the own network means it.
      { baseUrl, allowPrivate: true, environment },
    );
  const timeoutsOf = ({ firstTokenTimeout, betweenTokensTimeout }: NetworkChoices): Partial<Timeouts> => ({
    ...(firstTokenTimeout !== undefined && { firstToken: firstTokenTimeout ?? Number.POSITIVE_INFINITY }),
    ...(betweenTokensTimeout !== undefined && { betweenTokens: betweenTokensTimeout ?? Number.POSITIVE_INFINITY }),
  });

  const forget = (id: ProviderId): void => {
    // What runs over it comes to its end first.
    void lines.get(id)?.network.close();
    lines.delete(id);
  };

  return {
    of(id: ProviderId, owner: NetworkOwner): Way {
      const timeouts = timeoutsOf(owner.network);
      if (fetch) return { fetch, timeouts };
      const made = JSON.stringify([owner.network, owner.baseUrl]);
      const known = lines.get(id);
      if (known?.made === made) return { fetch: known.network.fetch, timeouts };
      forget(id);
      const network = open(owner);
      lines.set(id, { made, network });
      return { fetch: network.fetch, timeouts };
    },

    /** For one question on behalf of a provider that is only typed yet. */
    async once<Answer>(owner: NetworkOwner, ask: (way: Way) => Promise<Answer>): Promise<Answer> {
      const timeouts = timeoutsOf(owner.network);
      if (fetch) return ask({ fetch, timeouts });
      const network = open(owner);
      try {
        return await ask({ fetch: network.fetch, timeouts });
      } finally {
        void network.close();
      }
    },

    forget,

    close(): void {
      for (const id of lines.keys()) forget(id);
    },
  };
}

/** Throws VALIDATION_FAILED with the field, where the texts of certificates are none. */
export const checkNetwork = (network: NetworkChoices): void => void tlsOptions(networkSettings.parse(network), null);
