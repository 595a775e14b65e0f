import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { AppError } from '../../../shared/errors/app-error.ts';
import { hostOf, isPrivateAddress, isPrivateHost } from './addresses.ts';

const words = (host: string): string =>
  `${host} is an address of this computer or its own network. Type its base URL once more if that is meant.`;
const reason = 'private-address';

/** Refuses a base URL that somebody else wrote and that leads into one's own network. Names are looked up later. */
export function checkTarget(url: URL, { allowPrivate }: { allowPrivate: boolean }): void {
  const host = hostOf(url);
  if (allowPrivate || !isPrivateHost(host)) return;
  throw new AppError('VALIDATION_FAILED', words(host), { details: { param: 'baseUrl', reason } });
}

/** The same for a request on its way. */
export function refuseTarget(url: URL, { allowPrivate }: { allowPrivate: boolean }): void {
  const host = hostOf(url);
  if (!allowPrivate && isPrivateHost(host)) throw unreachable(host);
}

const unreachable = (host: string): AppError =>
  new AppError('PROVIDER_UNREACHABLE', words(host), { retryable: false, details: { reason } });

/** The same for what its name turned out to be. */
export function refuseAddresses(
  host: string,
  addresses: readonly string[],
  { allowPrivate }: { allowPrivate: boolean },
): void {
  if (!allowPrivate && addresses.some(isPrivateAddress)) throw unreachable(host);
}

/**
 * Finds the addresses of a name and refuses it when one of them is private. The connection goes to the very addresses
 * that were checked, so a name that answers differently the next time (DNS rebinding) gains nothing.
 */
export const guardedLookup =
  (lookup: LookupFunction = systemLookup): LookupFunction =>
  (hostname, options, callback) =>
    lookup(hostname, options, (error, found, family) => {
      const addresses = typeof found === 'string' ? [found] : (found ?? []).map(({ address }) => address);
      const isRefused = !error && addresses.some(isPrivateAddress);
      callback(isRefused ? unreachable(hostname) : error, found, family);
    });
