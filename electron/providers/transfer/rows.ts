import type { StoredProvider } from '../../../shared/model/provider.ts';
import type { ImportConsent, ImportRow } from '../../../shared/model/transfer.ts';
import { vendorOf } from '../registry.ts';
import type { ReadEntry, ReadyProvider } from './read-entry.ts';
import { isOtherWay, privateHosts, targetsOf } from './ways.ts';

/** How the providers of a file look beside those that are stored. */
export function describeRows(entries: readonly ReadEntry[], stored: readonly StoredProvider[]): ImportRow[] {
  const freeNames = nameAll(
    entries.map(({ name }) => name),
    stored.map(({ name }) => name),
  );
  return entries.map(({ ready, problems, kind, name, fromEnvironment }, index) => {
    const freeName = freeNames[index] ?? name;
    const targets = ready ? targetsOf(ready.vendor, ready) : [];
    const same = stored.find((one) => one.name === name);
    return {
      index,
      kind,
      kindName: vendorOf(kind)?.kind.name ?? null,
      name,
      host: targets[0]?.host ?? null,
      keyCount: ready?.keys.length ?? 0,
      modelCount: ready?.models.length ?? 0,
      same: same ? describeSame(same, { kind, ready }) : null,
      freeName,
      fromEnvironment,
      privateHosts: privateHosts(targets),
      isUnverified: ready?.network.verify === false,
      problems,
    };
  });
}

function describeSame(
  same: StoredProvider,
  { kind, ready }: Pick<ReadEntry, 'kind' | 'ready'>,
): NonNullable<ImportRow['same']> {
  const canReplace = same.kind === kind;
  const movesKeys = canReplace && ready !== null && hasMovingKeys(same, ready);
  return { providerId: same.id, canReplace, keyCount: same.credentials.length, movesKeys };
}

const hasMovingKeys = (stored: StoredProvider, ready: ReadyProvider): boolean =>
  stored.credentials.length > 0 && ready.keys.length === 0 && isOtherWay(ready.vendor, stored, ready);

/** What has to be allowed before it may be imported; `over` is the provider that it would replace. */
export function neededConsents(ready: ReadyProvider, over: StoredProvider | undefined): ImportConsent[] {
  return [
    ...(privateHosts(targetsOf(ready.vendor, ready)).length > 0 ? (['private-address'] as const) : []),
    ...(ready.network.verify === false ? (['unverified'] as const) : []),
    ...(over && hasMovingKeys(over, ready) ? (['moved-keys'] as const) : []),
  ];
}

/** A free name belongs to the first who has it; the others get one beside it. */
function nameAll(names: readonly string[], used: readonly string[]): string[] {
  const taken = new Set(used);
  const keeps = names.map((name) => {
    const isFree = !taken.has(name);
    taken.add(name);
    return isFree;
  });
  return names.map((name, index) => {
    const free = keeps[index] ? name : freeOf(name, taken);
    taken.add(free);
    return free;
  });
}

/** "OpenAI", "OpenAI 2". */
function freeOf(base: string, taken: ReadonlySet<string>): string {
  if (!taken.has(base)) return base;
  for (let count = 2; ; count += 1) {
    const end = ` ${count}`;
    const name = base.slice(0, 80 - end.length).trimEnd() + end;
    if (!taken.has(name)) return name;
  }
}
