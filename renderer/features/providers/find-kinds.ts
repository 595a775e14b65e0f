import type { ProviderKind, Service } from '../../../shared/model/provider.ts';

/** Null is all of them. */
export type ServiceFilter = Service | null;

const plain = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/** Those whose name has every word of the query, and that have the service. */
export function findKinds(
  kinds: readonly ProviderKind[],
  { query, service }: { query: string; service: ServiceFilter },
): ProviderKind[] {
  const words = query.trim().split(/\s+/).map(plain);
  return kinds.filter(
    ({ id, name, services }) =>
      (service === null || services.includes(service)) &&
      words.every((word) => plain(name).includes(word) || plain(id).includes(word)),
  );
}

/** The vendor whose key this is. Null where it looks like nobody's key, or like those of several. */
export function kindOfKey(kinds: readonly ProviderKind[], text: string): ProviderKind | null {
  const key = text.trim();
  if (key.length < 16 || /\s/.test(key)) return null;
  const found = kinds.filter(({ keyPattern }) => keyPattern !== null && new RegExp(keyPattern).test(key));
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** In the order in which they are shown; only services that somebody has. */
export function servicesOf(kinds: readonly ProviderKind[]): Service[] {
  const order: readonly Service[] = [
    'language',
    'embedding',
    'image',
    'speech',
    'transcription',
    'realtime',
    'reranking',
    'moderation',
  ];
  return order.filter((service) => kinds.some(({ services }) => services.includes(service)));
}
