interface RecentOptions {
  /** For how long what was found is good, in ms. */
  keptFor: number;
  now(): number;
}

interface Found<Value> {
  value: Promise<Value>;
  at: number;
}

/** Remembers what was found for a moment, and asks once for all who ask at the same time. Failures are not kept. */
export function createRecent<Value>({ keptFor, now }: RecentOptions) {
  const all = new Map<string, Found<Value>>();
  const isOld = ({ at }: Found<Value>): boolean => now() - at >= keptFor;

  return {
    read(key: string, { refresh, find }: { refresh: boolean; find(): Promise<Value> }): Promise<Value> {
      for (const [name, found] of all) if (isOld(found)) all.delete(name);
      const known = all.get(key);
      if (known && !refresh) return known.value;
      const value = find();
      all.set(key, { value, at: now() });
      value.catch(() => {
        if (all.get(key)?.value === value) all.delete(key);
      });
      return value;
    },
  };
}
