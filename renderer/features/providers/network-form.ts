import type { Input } from '../../../shared/contract/contract.ts';
import type { Catalogue } from '../../../shared/i18n/index.ts';
import { networkDefaults } from '../../../shared/model/network-rules.ts';
import type { NetworkSecretName } from '../../../shared/model/network-settings.ts';
import type { Provider } from '../../../shared/model/provider.ts';
import { errorDataOf, reasonOf } from '../../lib/error-words.ts';

export type TypedNetwork = NonNullable<Input<'providers.update'>['network']>;
type Backoff = NonNullable<Provider['network']['retryBackoff']>;

/** How often each field is written in seconds, and kept in ms. */
export const timeFields = ['connectTimeout', 'firstTokenTimeout', 'betweenTokensTimeout', 'totalTimeout'] as const;
export type TimeField = (typeof timeFields)[number];
/** Those that may be without a limit. */
export const canBeEndless = (name: TimeField): boolean => name !== 'connectTimeout';

/** Undefined leaves what is kept, null takes it away. */
export type SecretDraft = string | null | undefined;

/** The way to a provider as it is typed. Times are in seconds; null is an empty field. */
export interface NetworkDraft extends Record<TimeField | 'retryBase' | 'retryCap' | 'maxRetries', number | null> {
  proxy: 'system' | 'none' | 'own';
  proxyAddress: string;
  proxyUser: string;
  proxyPassword: SecretDraft;
  caCertificates: string;
  clientCertificate: string;
  clientKey: SecretDraft;
  verify: boolean;
  headers: readonly { name: string; value: string }[];
  retryBackoff: Backoff;
  retryJitter: boolean;
}

const seconds = (ms: number | null): number | null => (ms === null ? null : ms / 1000);
export const milliseconds = (value: number | null): number | null => (value === null ? null : Math.round(value * 1000));

export function draftOf({ network }: Pick<Provider, 'network'>): NetworkDraft {
  const all = { ...networkDefaults, ...withoutUndefined(network) };
  const { proxy = 'system', headers = {} } = network;
  return {
    proxy: proxy === null ? 'none' : proxy === 'system' ? 'system' : 'own',
    proxyAddress: proxy === null || proxy === 'system' ? '' : proxy,
    proxyUser: network.proxyUser ?? '',
    proxyPassword: undefined,
    caCertificates: network.caCertificates ?? '',
    clientCertificate: network.clientCertificate ?? '',
    clientKey: undefined,
    verify: network.verify ?? true,
    headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
    connectTimeout: seconds(all.connectTimeout),
    firstTokenTimeout: seconds(all.firstTokenTimeout),
    betweenTokensTimeout: seconds(all.betweenTokensTimeout),
    totalTimeout: seconds(all.totalTimeout),
    maxRetries: all.maxRetries,
    retryBackoff: all.retryBackoff,
    retryBase: seconds(all.retryBase),
    retryCap: seconds(all.retryCap),
    retryJitter: all.retryJitter,
  };
}

const withoutUndefined = (network: Provider['network']) =>
  Object.fromEntries(Object.entries(network).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Provider['network']]: Exclude<Provider['network'][Name], undefined>;
  };

/** Only what is another than usual, so that what is usual may change with the app. */
export function toTyped(draft: NetworkDraft): TypedNetwork {
  const { proxyPassword, clientKey } = draft;
  const headers = Object.fromEntries(draft.headers.map(({ name, value }) => [name.trim(), value.trim()]));
  const numbers = {
    connectTimeout: milliseconds(draft.connectTimeout),
    firstTokenTimeout: milliseconds(draft.firstTokenTimeout),
    betweenTokensTimeout: milliseconds(draft.betweenTokensTimeout),
    totalTimeout: milliseconds(draft.totalTimeout),
    maxRetries: draft.maxRetries,
    retryBackoff: draft.retryBackoff,
    retryBase: milliseconds(draft.retryBase),
    retryCap: milliseconds(draft.retryCap),
    retryJitter: draft.retryJitter,
  };
  const others = Object.entries(numbers).filter(
    ([name, value]) => value !== networkDefaults[name as keyof typeof networkDefaults],
  );
  const isOwn = draft.proxy === 'own';
  return {
    ...(draft.proxy === 'none' && { proxy: null }),
    ...(isOwn && { proxy: draft.proxyAddress.trim() }),
    ...(isOwn && draft.proxyUser.trim() && { proxyUser: draft.proxyUser.trim() }),
    ...(draft.caCertificates.trim() && { caCertificates: draft.caCertificates.trim() }),
    ...(draft.clientCertificate.trim() && { clientCertificate: draft.clientCertificate.trim() }),
    ...(!draft.verify && { verify: false }),
    ...(Object.keys(headers).length > 0 && { headers }),
    ...(Object.fromEntries(others) as Partial<TypedNetwork>),
    // Without a proxy of its own there is nobody to tell it to.
    ...((!isOwn || proxyPassword !== undefined) && { proxyPassword: (isOwn && proxyPassword) || null }),
    ...(clientKey !== undefined && { clientKey: clientKey?.trim() || null }),
  };
}

/** How many things somebody chose. */
export const countChosen = ({ network, networkSecrets }: Pick<Provider, 'network' | 'networkSecrets'>): number =>
  Object.values(network).filter((value) => value !== undefined).length + networkSecrets.length;

export const isKept = (provider: Pick<Provider, 'networkSecrets'>, name: NetworkSecretName, draft: SecretDraft) =>
  draft === undefined && provider.networkSecrets.includes(name);

/** By field; a header's is `headers.0`. */
export type NetworkErrors = Readonly<Record<string, string | undefined>>;

/** What only the host can see, as the words of its field. */
export function hostErrorOf(thrown: unknown, t: Catalogue): NetworkErrors | undefined {
  const error = errorDataOf(thrown);
  const param = error.details?.['param'];
  if (error.code !== 'VALIDATION_FAILED' || typeof param !== 'string') return undefined;
  const [field = ''] = param.replace(/^network\./, '').split('.');
  const words = reasonOf(error) === 'certificate' ? t.network.certificateErrors[field] : undefined;
  const shown = field === 'proxy' ? 'proxyAddress' : field;
  return shown in draftOf({ network: {} }) ? { [shown]: words ?? t.network.notTaken } : undefined;
}
