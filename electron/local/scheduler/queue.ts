import { AppError } from '../../../shared/errors/app-error.ts';
import type { ModelPurpose } from '../engine/engine.ts';
import type { Waiter } from './next.ts';

/** A request that waits, and how it is told. */
export interface Waiting<Granted> extends Waiter {
  name: string;
  purpose: ModelPurpose;
  /** It is to be loaded even when it will not fit. */
  ignoreMemory: boolean;
  onProgress?(progress: number): void;
  grant(granted: Granted): void;
  refuse(error: unknown): void;
}

export interface Queue<Granted> {
  readonly all: readonly Waiting<Granted>[];
  of(key: string): readonly Waiting<Granted>[];
  /** Resolves when it was granted; leaves the queue when the signal says so. */
  wait(wish: Wish): Promise<Granted>;
  /** Takes it out to be granted. */
  take(id: number): Waiting<Granted> | undefined;
  /** Null refuses everybody. */
  refuse(key: string | null, error: unknown): void;
}

interface Wish {
  key: string;
  name: string;
  purpose: ModelPurpose;
  isLoad: boolean;
  ignoreMemory: boolean;
  signal: AbortSignal;
  onProgress?(progress: number): void;
}

interface QueueOptions {
  now(): number;
  onJoin(name: string): void;
  /** Somebody gave up. */
  onLeave(key: string, name: string): void;
}

/** Who came first is first. */
export function createQueue<Granted>({ now, onJoin, onLeave }: QueueOptions): Queue<Granted> {
  let waiting: Waiting<Granted>[] = [];
  let lastId = 0;

  const remove = (gone: readonly Waiting<Granted>[]): void => {
    waiting = waiting.filter((waiter) => !gone.includes(waiter));
  };

  return {
    get all() {
      return waiting;
    },
    of: (key) => waiting.filter((waiter) => waiter.key === key),

    async wait({ signal, ...wish }) {
      const { promise, resolve, reject } = Promise.withResolvers<Granted>();
      if (signal.aborted) throw cancelled();
      lastId += 1;
      const waiter = { ...wish, id: lastId, since: now(), passes: 0, grant: resolve, refuse: reject };
      const giveUp = (): void => {
        if (!waiting.includes(waiter)) return;
        remove([waiter]);
        reject(cancelled());
        onLeave(wish.key, wish.name);
      };
      waiting.push(waiter);
      signal.addEventListener('abort', giveUp, { once: true });
      try {
        onJoin(wish.name);
        return await promise;
      } finally {
        signal.removeEventListener('abort', giveUp);
      }
    },

    take(id) {
      const waiter = waiting.find((other) => other.id === id);
      if (waiter) remove([waiter]);
      return waiter;
    },

    refuse(key, error) {
      const refused = waiting.filter((waiter) => key === null || waiter.key === key);
      remove(refused);
      for (const { refuse } of refused) refuse(error);
    },
  };
}

const cancelled = (): AppError => new AppError('CANCELLED', 'The request was cancelled while it waited for its model.');
