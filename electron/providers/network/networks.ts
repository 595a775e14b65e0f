import type { ProviderId } from '../../../shared/model/ids.ts';
import { type NetworkChoices, networkSettings } from '../../../shared/model/network-settings.ts';
import type { Timeouts } from '../connect.ts';
import { createNetworkFetch, type Network, type NetworkSecrets } from './network-fetch.ts';
import type { RetryPolicy } from './retry-delays.ts';
import type { Send } from './send.ts';
import type { OpenSocket } from './web-socket.ts';

/** Whom it leads to, and how. */
export interface NetworkOwner {
  network: NetworkChoices;
  baseUrl: string;
  /** Whoever types an address of their own network means it; whoever takes over a file may not. */
  allowPrivate: boolean;
  /** Another text when another secret is kept. */
  secretsMark: string;
  /** Asked for when the line is opened. */
  secrets(): Promise<NetworkSecrets>;
}

/** How a provider is reached. */
export interface Way {
  fetch: typeof fetch;
  /** Absent where something stands in for the network; then it is made from fetch. */
  send?: Send;
  /** Absent where something stands in for the network. */
  openSocket?: OpenSocket;
  /** Those that somebody chose. */
  timeouts: Partial<Timeouts>;
  /** Default: what fails is not asked again. */
  retry?: RetryPolicy;
}

export interface NetworksOptions {
  environment: NodeJS.ProcessEnv;
  /** In place of the network: tests replay recorded traffic. */
  fetch?: typeof fetch | undefined;
}

/** How long work that was begun over a line may go on over it when the settings are others, in ms. */
const leaveFor = 15 * 60_000;

type Line = Pick<Way, 'fetch' | 'send' | 'openSocket'>;
const partsOf = ({ fetch, send, openSocket }: Network): Line => ({ fetch, send, openSocket });

/** One line to each provider, kept alive between its requests and made anew when its settings are others. */
export function createNetworks({ environment, fetch }: NetworksOptions) {
  const lines = new Map<ProviderId, { made: string; network: Network }>();

  const open = ({ network, baseUrl, allowPrivate, secrets }: NetworkOwner): Network =>
    createNetworkFetch(networkSettings.parse(network), secrets, { baseUrl, allowPrivate, environment });

  const left = new Set<Network>();

  const forget = (id: ProviderId): void => {
    // What runs over it comes to its end first.
    void lines.get(id)?.network.close();
    lines.delete(id);
  };

  /** Some ask again and again until their work is done: whoever began over a line goes on over it for a while. */
  const leave = (network: Network): void => {
    left.add(network);
    const timer = setTimeout(() => {
      left.delete(network);
      void network.close();
    }, leaveFor);
    timer.unref();
  };

  /** An owner is the same object with every request. */
  const read = new WeakMap<NetworkOwner, { made: string; choices: ReturnType<typeof choicesOf> }>();
  const factsOf = (owner: NetworkOwner) => {
    const { network, baseUrl, allowPrivate, secretsMark } = owner;
    const known = read.get(owner) ?? {
      made: JSON.stringify([network, baseUrl, allowPrivate, secretsMark]),
      choices: choicesOf(network),
    };
    read.set(owner, known);
    return known;
  };

  function lineOf(id: ProviderId, owner: NetworkOwner): Line {
    if (fetch) return { fetch };
    const { made } = factsOf(owner);
    const known = lines.get(id);
    if (known?.made === made) return partsOf(known.network);
    if (known) leave(known.network);
    const network = open(owner);
    lines.set(id, { made, network });
    return partsOf(network);
  }

  return {
    of: (id: ProviderId, owner: NetworkOwner): Way => ({ ...lineOf(id, owner), ...factsOf(owner).choices }),

    /** For one question on behalf of a provider that is only typed yet. */
    async once<Answer>(owner: NetworkOwner, ask: (way: Way) => Promise<Answer>): Promise<Answer> {
      const choices = choicesOf(owner.network);
      if (fetch) return ask({ fetch, ...choices });
      const network = open(owner);
      try {
        return await ask({ ...partsOf(network), ...choices });
      } finally {
        void network.close();
      }
    },

    forget,

    close(): void {
      for (const id of lines.keys()) forget(id);
      for (const network of left) void network.close();
    },
  };
}

function choicesOf(network: NetworkChoices): Pick<Way, 'timeouts' | 'retry'> {
  const { firstTokenTimeout, betweenTokensTimeout, totalTimeout } = network;
  const endless = Number.POSITIVE_INFINITY;
  const { maxRetries, retryBackoff, retryBase, retryCap, retryJitter } = networkSettings.parse(network);
  return {
    timeouts: {
      ...(firstTokenTimeout !== undefined && { firstToken: firstTokenTimeout ?? endless }),
      ...(betweenTokensTimeout !== undefined && { betweenTokens: betweenTokensTimeout ?? endless }),
      ...(totalTimeout !== undefined && { total: totalTimeout ?? endless }),
    },
    retry: { maxRetries, retryBackoff, retryBase, retryCap, retryJitter },
  };
}
