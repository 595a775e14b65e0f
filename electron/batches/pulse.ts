export interface Pulse<Key> {
  beat(key: Key): void;
  /** Tells what waits still, and nothing afterwards. */
  close(): void;
}

/** Gathers what changed and tells it at most once in so many ms: the first at once. */
export function createPulse<Key>(pause: number, tell: (keys: Key[]) => void): Pulse<Key> {
  const changed = new Set<Key>();
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  const flush = (): void => {
    timer = undefined;
    if (changed.size === 0) return;
    const keys = [...changed];
    changed.clear();
    if (!isClosed) timer = setTimeout(flush, pause).unref();
    tell(keys);
  };
  return {
    beat(key) {
      if (isClosed) return;
      changed.add(key);
      if (!timer) flush();
    },
    close() {
      isClosed = true;
      clearTimeout(timer);
      flush();
    },
  };
}
