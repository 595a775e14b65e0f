import { isDeepStrictEqual } from 'node:util';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { StoredProvider } from '../../../shared/model/provider.ts';
import type { Vendor } from '../define-vendor.ts';
import { hostOf } from '../network/addresses.ts';
import { checkTarget } from '../network/check-target.ts';
import { mapTexts } from './map-texts.ts';

type Led = Pick<StoredProvider, 'settings' | 'network'>;

/** All addresses that an instance can be led to: its base URL first, then what else looks like one. */
export function targetsOf(vendor: Vendor, { settings, network }: Led): URL[] {
  const texts = [vendor.baseUrl(settings)];
  mapTexts([settings, network.proxy], (text) => {
    texts.push(text);
    return text;
  });
  const urls = texts.flatMap((text) =>
    /^(https?|wss?):\/\//i.test(text.trim()) ? (URL.parse(text.trim()) ?? []) : [],
  );
  return [...new Map(urls.map((url) => [url.origin, url])).values()];
}

export const privateHosts = (targets: readonly URL[]): string[] => targets.filter(isPrivate).map(hostOf);

function isPrivate(url: URL): boolean {
  try {
    checkTarget(url, { allowPrivate: false });
    return false;
  } catch (error) {
    if (error instanceof AppError) return true;
    throw error;
  }
}

/** Whether what is stored for the one would go to somebody else, or could be read on the way, as the other. */
export function isOtherWay(vendor: Vendor, before: Led, after: Led): boolean {
  const of = (led: Led) => [
    targetsOf(vendor, led)
      .map(({ origin }) => origin)
      .sort(),
    led.network.caCertificates ?? null,
    led.network.verify ?? true,
  ];
  return !isDeepStrictEqual(of(before), of(after));
}
