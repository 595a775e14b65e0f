/** How long recent requests took, for whoever is told to come back later. */
export interface RecentTimes {
  add(milliseconds: number): void;
  average(): number | null;
}

const kept = 32;

export function createRecentTimes(): RecentTimes {
  const times: number[] = [];
  return {
    add(milliseconds) {
      times.push(milliseconds);
      if (times.length > kept) times.shift();
    },
    average: () => (times.length === 0 ? null : times.reduce((sum, time) => sum + time, 0) / times.length),
  };
}

interface QueueFacts {
  waiting: number;
  /** Requests that can be answered at the same time. */
  atOnce: number;
  /** Ms a request takes; null while none was answered. */
  average: number | null;
}

const unknown = 5000;

/** Ms until a place in the queue is likely: half of it has been worked off. At least a second, at most a minute. */
export function retryAfter({ waiting, atOnce, average }: QueueFacts): number {
  const expected = ((average ?? unknown) * waiting) / Math.max(1, atOnce) / 2;
  return Math.round(Math.min(60_000, Math.max(1000, expected)));
}
