import {
  type Action,
  next,
  type Rules,
  rules,
  type Unit,
  type Waiter,
} from '../../../../electron/local/scheduler/next.ts';

/** A client asks for these models, one after the other, and thinks in between. */
export interface Client {
  asks: readonly string[];
  /** Ms before the first, and between an answer and the next question. */
  startsAt: number;
  thinks: number;
  /** Ms an answer takes. Default: as for all. */
  answerTime?: number;
}

interface RunOptions {
  clients: readonly Client[];
  /** Of each model. All together may have as much as `memory`. */
  sizes: Record<string, number>;
  memory: number;
  capacity: number;
  loadTime: number;
  answerTime: number;
  rules?: Rules;
}

interface Event {
  at: number;
  run(): void;
}

/** The policy alone, on a clock of its own: a load and an answer take their time, everything else none. */
export function runPolicy(options: RunOptions) {
  const { clients, sizes, memory, capacity, loadTime, answerTime } = options;
  const events: Event[] = [];
  const units = new Map<string, Unit>();
  let waiting: (Waiter & { client: number; done(): void })[] = [];
  let now = 0;
  let isLoaderFree = true;
  let lastId = 0;
  const result = { loads: 0, answered: 0, longestWait: 0, refused: 0 };
  const later = (delay: number, run: () => void): void => void events.push({ at: now + delay, run });

  const rank = (key: string) => (gone: ReadonlySet<string>) => {
    const used = [...units.keys()]
      .filter((other) => !gone.has(other))
      .reduce((sum, other) => sum + (sizes[other] ?? 0), 0);
    return used + (sizes[key] ?? 0) <= memory ? 'fits' : 'none';
  };

  function ask(client: number, [key, ...rest]: readonly string[]): void {
    if (key === undefined) return;
    lastId += 1;
    const done = (): void => later(clients[client]?.thinks ?? 0, () => ask(client, rest));
    waiting.push({ id: lastId, key, since: now, passes: 0, isLoad: false, client, done });
  }

  function perform(action: Action): boolean {
    switch (action.kind) {
      case 'grant': {
        const waiter = waiting.find(({ id }) => id === action.waiter);
        const unit = units.get(waiter?.key ?? '');
        if (!waiter || !unit) throw new Error('granted what is not there');
        for (const other of waiting) if (other.id === action.passed) other.passes += 1;
        waiting = waiting.filter((other) => other !== waiter);
        result.longestWait = Math.max(result.longestWait, now - waiter.since);
        unit.running += 1;
        unit.lastUsed = now;
        later(clients[waiter.client]?.answerTime ?? answerTime, () => {
          unit.running -= 1;
          unit.lastUsed = now;
          result.answered += 1;
          waiter.done();
        });
        return true;
      }
      case 'load': {
        for (const key of action.evict) {
          if ((units.get(key)?.running ?? 0) > 0) throw new Error(`${key} was unloaded while it answered`);
          units.delete(key);
        }
        if (rank(action.key)(new Set()) === 'none') throw new Error('more was loaded than there is room for');
        result.loads += 1;
        isLoaderFree = false;
        const unit: Unit = {
          key: action.key,
          state: 'loading',
          running: 0,
          capacity,
          isPinned: false,
          lastUsed: now,
          readyAt: now,
        };
        units.set(action.key, unit);
        later(loadTime, () => {
          isLoaderFree = true;
          Object.assign(unit, { state: 'loaded', readyAt: now, lastUsed: now });
        });
        return true;
      }
      case 'refuse':
        result.refused += waiting.filter(({ key }) => key === action.key).length;
        waiting = waiting.filter(({ key }) => key !== action.key);
        return true;
      case 'wait':
        if (action.until !== null) events.push({ at: action.until, run: () => {} });
        return false;
      case 'look':
        throw new Error('it was looked already');
      default:
        return action satisfies never;
    }
  }

  for (const [index, { asks, startsAt }] of clients.entries()) later(startsAt, () => ask(index, asks));
  for (let step = 0; events.length > 0; step += 1) {
    if (step > 100_000) throw new Error('it never ends');
    const first = events.reduce((earliest, event) => (event.at < earliest.at ? event : earliest));
    events.splice(events.indexOf(first), 1);
    now = Math.max(now, first.at);
    first.run();
    for (;;) {
      const head = waiting.find(({ key }) => !units.has(key));
      const look = head ? { key: head.key, isStale: false, rank: rank(head.key) } : null;
      const view = { now, waiting, units: [...units.values()], isLoaderFree, look };
      if (!perform(next(view, options.rules ?? rules))) break;
    }
  }
  return { ...result, left: waiting.length };
}
