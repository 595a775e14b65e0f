/** What the scheduler does next: a decision without memory of its own, so that it can be tried out on any clock. */

export interface Waiter {
  id: number;
  key: string;
  /** Ms. */
  since: number;
  /** How many younger requests were let past it, to models that must go for its own. */
  passes: number;
  /** Somebody asked for the load itself: it takes no lease, and no request passes it. */
  isLoad: boolean;
}

export interface Unit {
  key: string;
  state: 'loading' | 'loaded' | 'unloading';
  running: number;
  /** Leases it can have at the same time. */
  capacity: number;
  isPinned: boolean;
  /** When it was last given out or given back, and when it was loaded. Ms. */
  lastUsed: number;
  readyAt: number;
}

/** What is known of the memory that a model would need. */
export interface Look {
  key: string;
  /** Too old to load or refuse by, but not to know who is in the way. */
  isStale: boolean;
  /** How it fits when these are gone. */
  rank(gone: ReadonlySet<string>): Rank;
}

/** `small`: only with much less context than it could have. `forced`: it does not, but is to be tried all the same. */
export type Rank = 'none' | 'forced' | 'small' | 'fits';

export interface Rules {
  /** So many younger requests may go to a model that has to make room, … */
  mostPasses: number;
  /** … for so many ms at most, … */
  longestStay: number;
  /** … and when it has nothing to do it is left for so many ms, since who asked once often asks again. */
  linger: number;
}

export const rules: Rules = { mostPasses: 8, longestStay: 10_000, linger: 500 };

export interface View {
  now: number;
  /** In the order they came. */
  waiting: readonly Waiter[];
  units: readonly Unit[];
  /** One load at a time: what is free is only known when nobody else is taking it. */
  isLoaderFree: boolean;
  /** Null when nobody looked yet. */
  look: Look | null;
}

export type Action =
  | { kind: 'grant'; waiter: number; passed: number | null }
  /** Find out what the model needs and what is free. */
  | { kind: 'look'; key: string }
  | { kind: 'load'; key: string; evict: readonly string[] }
  | { kind: 'refuse'; key: string }
  /** Until something happens, or that time. */
  | { kind: 'wait'; until: number | null };

export function next(view: View, { mostPasses, longestStay, linger }: Rules = rules): Action {
  const { now, waiting, isLoaderFree, look } = view;
  const units = new Map(view.units.map((unit) => [unit.key, unit]));
  const head = waiting.find(({ key }) => !isComing(units.get(key)));
  const room = head && look?.key === head.key ? makeRoom(view.units, look) : null;
  const leaving = room && room.kind !== 'never' ? room.leaving : [];
  const stayEnds = head ? Math.max(head.since, ...leaving.map(({ readyAt }) => readyAt)) + longestStay : 0;
  const isOver = head !== undefined && (head.isLoad || head.passes >= mostPasses || now >= stayEnds);

  let isBehindHead = false;
  for (const waiter of waiting) {
    isBehindHead ||= waiter === head;
    const unit = units.get(waiter.key);
    if (unit?.state !== 'loaded') continue;
    if (!waiter.isLoad && unit.running >= unit.capacity) continue;
    const isPassing = isBehindHead && leaving.includes(unit) && !waiter.isLoad;
    if (isPassing && isOver) continue;
    return { kind: 'grant', waiter: waiter.id, passed: isPassing && head ? head.id : null };
  }

  if (!head || !isLoaderFree || units.has(head.key)) return { kind: 'wait', until: null };
  if (!room) return { kind: 'look', key: head.key };
  if (leaving.some(({ running, state }) => running > 0 || state !== 'loaded')) {
    return { kind: 'wait', until: isOver ? null : stayEnds };
  }
  const lingerEnds = Math.max(...leaving.map(({ lastUsed }) => lastUsed + linger));
  if (leaving.length > 0 && !isOver && now < lingerEnds) {
    return { kind: 'wait', until: Math.min(lingerEnds, stayEnds) };
  }
  if (look?.isStale) return { kind: 'look', key: head.key };
  if (room.kind === 'never') return { kind: 'refuse', key: head.key };
  return { kind: 'load', key: head.key, evict: leaving.map(({ key }) => key) };
}

/** It is loaded or about to be. What is being unloaded has to be loaded again. */
const isComing = (unit: Unit | undefined): boolean => unit?.state === 'loaded' || unit?.state === 'loading';

type Room = { kind: 'free'; leaving: readonly Unit[] } | { kind: 'never' };

/**
 * Which models have to go. Rather one that nobody uses than one that works, rather one that was not used for long, and
 * no more than needed; a small context is the last resort.
 */
function makeRoom(units: readonly Unit[], { rank }: Look): Room {
  const free = units.filter(({ isPinned, state }) => !isPinned && state !== 'loading');
  const idle = free.filter(({ running }) => running === 0).toSorted(byUse);
  // Not by use: whichever gives a request back would be the youngest again, and neither would ever be empty.
  const busy = free.filter(({ running }) => running > 0).toSorted((a, b) => a.readyAt - b.readyAt);
  const tries: [readonly Unit[], readonly Rank[]][] = [
    [idle, ['fits']],
    [[...idle, ...busy], ['fits']],
    [idle, ['fits', 'small']],
    [
      [...idle, ...busy],
      ['fits', 'small'],
    ],
  ];
  for (const [candidates, wanted] of tries) {
    const leaving = fewest(candidates, (gone) => wanted.includes(rank(keysOf(gone))));
    if (leaving) return { kind: 'free', leaving };
  }
  return rank(keysOf(idle)) === 'forced' ? { kind: 'free', leaving: idle } : { kind: 'never' };
}

/** What is on its way out already goes first. */
const byUse = (a: Unit, b: Unit): number =>
  Number(b.state === 'unloading') - Number(a.state === 'unloading') || a.lastUsed - b.lastUsed;

const keysOf = (units: readonly Unit[]): Set<string> => new Set(units.map(({ key }) => key));

/** From the front as many as are needed, and then without those that turned out not to be. */
function fewest(candidates: readonly Unit[], isEnough: (gone: readonly Unit[]) => boolean): readonly Unit[] | null {
  let gone: readonly Unit[] = [];
  for (const candidate of [null, ...candidates]) {
    if (candidate) gone = [...gone, candidate];
    if (!isEnough(gone)) continue;
    for (const unit of gone.toReversed()) {
      const without = gone.filter((other) => other !== unit);
      if (isEnough(without)) gone = without;
    }
    return gone;
  }
  return null;
}
