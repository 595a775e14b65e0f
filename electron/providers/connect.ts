import { AppError } from '../../shared/errors/app-error.ts';
import type { ModelDetails } from '../../shared/model/catalogue.ts';
import type { CredentialId, SecretId } from '../../shared/model/ids.ts';
import type { Provider, ProviderKind } from '../../shared/model/provider.ts';
import type { Secret } from '../lib/secret.ts';
import { checkedFetch, checkedSend } from './checked-fetch.ts';
import type { Vendor, VendorConnection } from './define-vendor.ts';
import { classifyError } from './errors/classify-error.ts';
import type { KeyUse, ReadKey } from './keys/key-use.ts';
import type { Way } from './network/networks.ts';
import type { RetryPolicy } from './network/retry-delays.ts';
import type { Send } from './network/send.ts';
import { vendorOf } from './registry.ts';

/** How long an upstream may be silent, in ms; Infinity is without a limit. */
export interface Timeouts {
  firstToken: number;
  betweenTokens: number;
  /** The whole answer, with its retries. */
  total: number;
}

/** A way to one instance, ready to be used. */
export interface ProviderConnection extends VendorConnection {
  credentialId: CredentialId | null;
  /** As the person called the key; null where there is none. */
  keyLabel: string | null;
  hasKey: boolean;
  /** Absent where the connection is made without a key, or its key is only tried. */
  keyUse?: KeyUse;
  /** Default: the gateway's. */
  timeouts?: Partial<Timeouts>;
  /** Default: what fails is not asked again. */
  retry?: RetryPolicy;
  /** What is known of a model; null where nothing is. Default: nothing. */
  detailsOf?(modelId: string): Promise<ModelDetails | null>;
  /** Turns what the transport threw into an error of this app. */
  classify(thrown: unknown, about: { modelId: string | null; hasContent: boolean }): AppError;
}

export function vendorOfProvider({ kind, name }: Pick<Provider, 'kind' | 'name'>): Vendor {
  const vendor = vendorOf(kind);
  if (vendor) return vendor;
  throw new AppError('PROVIDER_NOT_FOUND', `This version of Switchyard does not know the kind "${kind}" of ${name}.`);
}

/** What a connection needs to know: of a provider that is stored, or of one that is only typed yet. */
export type ProviderFacts = Pick<Provider, 'kind' | 'name' | 'settings'>;

export interface ConnectOptions {
  readKey(needsKey: ProviderKind['needsKey']): Promise<ReadKey>;
  way: Way;
}

type Made = Pick<ProviderConnection, 'hasKey' | 'classify' | keyof VendorConnection>;

/** What a connection was made of. A stored provider and its key are the same objects until somebody changes them. */
interface MadeOf {
  apiKey: Secret | null;
  fetch: typeof fetch;
  secretId: SecretId | undefined;
}

/** Most requests go the way that the last one of this provider went. */
const lastMade = new WeakMap<ProviderFacts, MadeOf & { made: Made }>();

export async function connectProvider(
  provider: ProviderFacts,
  { readKey, way }: ConnectOptions,
): Promise<ProviderConnection> {
  const { timeouts, retry, fetch } = way;
  const vendor = vendorOfProvider(provider);
  const { apiKey, credentialId, label = null, use } = await readKey(vendor.kind.needsKey);
  const secretId = use?.secretId;
  let last = lastMade.get(provider);
  if (last?.apiKey !== apiKey || last.fetch !== fetch || last.secretId !== secretId) {
    last = { apiKey, fetch, secretId, made: makeConnection(vendor, provider, { apiKey, use, way }) };
    lastMade.set(provider, last);
  }
  return {
    ...last.made,
    credentialId,
    keyLabel: label,
    timeouts,
    ...(retry && { retry }),
    ...(use && { keyUse: use }),
  };
}

interface Parts {
  apiKey: Secret | null;
  use: KeyUse | undefined;
  way: Way;
}

function makeConnection(vendor: Vendor, { settings, name }: ProviderFacts, { apiKey, use, way }: Parts): Made {
  const { fetch, send, openSocket } = way;
  const { host } = new URL(vendor.baseUrl(settings));
  const asked = checkedFetch(use ? heard(fetch, { host, use }) : fetch);
  const sent = send && checkedSend(use ? heardSend(send, use) : send);
  const connection = vendor.connect({ settings, apiKey, fetch: asked, send: sent, openSocket });
  return {
    ...connection,
    hasKey: apiKey !== null,
    classify: (thrown, about) => classifyError(thrown, { provider: name, host: connection.host, ...about }),
  };
}

/** Lets the use of a key see what each answer of its own host says about its limits; where it signs in has others. */
const heard =
  (fetchIt: typeof fetch, { host, use }: { host: string; use: KeyUse }): typeof fetch =>
  async (input, init) => {
    const response = await fetchIt(input, init);
    if (new URL(input instanceof Request ? input.url : input).host === host) use.answered(response.headers);
    return response;
  };

/** The same for relays, which ask no other host. Most answers say nothing of it. */
const heardSend =
  (send: Send, use: KeyUse): Send =>
  async (request) => {
    const answer = await send(request);
    const about = Object.entries(answer.headers).filter(([name]) => name === 'date' || name.includes('ratelimit'));
    if (about.length > 1) use.answered(new Headers(about));
    return answer;
  };
