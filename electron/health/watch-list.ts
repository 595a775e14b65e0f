import type { ProviderId } from '../../shared/model/ids.ts';
import type { HealthPorts, Watched } from './ports.ts';

export type WatchList = ReturnType<typeof watchList>;

/** Who is looked after, at hand: routing asks with each request, and may not wait for the disk. */
export function watchList({ watched }: Pick<HealthPorts, 'watched'>) {
  let known: Map<ProviderId, Watched> | undefined;
  const read = (): Map<ProviderId, Watched> => {
    known ??= new Map(watched().map((one) => [one.id, one]));
    return known;
  };
  return {
    all: (): readonly Watched[] => [...read().values()],
    find: (id: ProviderId): Watched | undefined => read().get(id),
    /** Something about them is another now. */
    renew(): void {
      known = undefined;
    },
  };
}
