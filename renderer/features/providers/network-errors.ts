import type { Catalogue } from '../../../shared/i18n/index.ts';
import {
  certificateText,
  headerName,
  headerValue,
  isRefusedHeader,
  networkRanges,
  privateKeyText,
  proxyAddress,
} from '../../../shared/model/network-rules.ts';
import type { Provider } from '../../../shared/model/provider.ts';
import type { I18n } from '../../lib/i18n.ts';
import {
  canBeEndless,
  isKept,
  milliseconds,
  type NetworkDraft,
  type NetworkErrors,
  type TimeField,
  timeFields,
} from './network-form.ts';

type Words = Pick<I18n, 't' | 'format'>;

/** What is wrong with what is typed, before the host is asked. */
export function networkErrors(draft: NetworkDraft, provider: Provider, i18n: Words): NetworkErrors {
  const { t } = i18n;
  const errors = {
    ...(draft.proxy === 'own' && { proxyAddress: proxyError(draft.proxyAddress.trim(), t) }),
    caCertificates: certificateError(draft.caCertificates, t),
    clientCertificate: certificateError(draft.clientCertificate, t) ?? missingCertificate(draft, provider, t),
    clientKey: keyError(draft, provider, t),
    ...headerErrors(draft.headers, t),
    ...Object.fromEntries(timeFields.map((name) => [name, timeError(name, draft[name], i18n)])),
    retryBase: waitError('retryBase', draft.retryBase, i18n),
    retryCap: waitError('retryCap', draft.retryCap, i18n),
    maxRetries: retriesError(draft.maxRetries, t),
  };
  return Object.fromEntries(Object.entries(errors).filter(([, words]) => words !== undefined));
}

function proxyError(address: string, { network }: Catalogue): string | undefined {
  if (address === '') return network.proxyMissing;
  if (address.includes('@')) return network.proxyWithLogin;
  return proxyAddress.test(address) ? undefined : network.notAProxy;
}

function certificateError(text: string, { network }: Catalogue): string | undefined {
  if (text.trim() === '') return undefined;
  if (privateKeyText.test(text)) return network.keyInCertificate;
  return certificateText.test(text) ? undefined : network.notACertificate;
}

const hasKey = ({ clientKey }: NetworkDraft, provider: Provider): boolean =>
  isKept(provider, 'clientKey', clientKey) || Boolean(clientKey?.trim());

const missingCertificate = (draft: NetworkDraft, provider: Provider, { network }: Catalogue): string | undefined =>
  draft.clientCertificate.trim() === '' && hasKey(draft, provider) ? network.certificateMissing : undefined;

function keyError(draft: NetworkDraft, provider: Provider, { network }: Catalogue): string | undefined {
  if (draft.clientKey?.trim() && !privateKeyText.test(draft.clientKey)) return network.notAKey;
  return draft.clientCertificate.trim() !== '' && !hasKey(draft, provider) ? network.keyMissing : undefined;
}

function headerErrors(headers: NetworkDraft['headers'], t: Catalogue): Record<string, string | undefined> {
  const names = headers.map(({ name }) => name.trim().toLowerCase());
  return Object.fromEntries(
    headers.map(({ name, value }, index) => [
      `headers.${index}`,
      headerError({ name: name.trim(), value: value.trim() }, names.indexOf(names[index] ?? '') < index, t),
    ]),
  );
}

function headerError(
  { name, value }: { name: string; value: string },
  isGivenTwice: boolean,
  { network }: Catalogue,
): string | undefined {
  if (!headerName.test(name)) return network.notAHeader;
  if (isRefusedHeader(name)) return network.refusedHeader(name);
  if (isGivenTwice) return network.headerTwice(name);
  return headerValue.test(value) ? undefined : network.notAHeaderValue;
}

function timeError(name: TimeField, value: number | null, i18n: Words): string | undefined {
  return value === null && canBeEndless(name) ? undefined : waitError(name, value, i18n);
}

function waitError(
  name: TimeField | 'retryBase' | 'retryCap',
  value: number | null,
  { t, format }: Words,
): string | undefined {
  const { min, max } = networkRanges[name];
  const ms = milliseconds(value);
  if (ms !== null && ms >= min && ms <= max) return undefined;
  return t.network.secondsBetween(format.number(min / 1000, 3), format.number(max / 1000));
}

function retriesError(value: number | null, t: Catalogue): string | undefined {
  const { min, max } = networkRanges.maxRetries;
  const isFine = value !== null && Number.isInteger(value) && value >= min && value <= max;
  return isFine ? undefined : t.common.wholeNumber(min, max);
}
