import { linkAbort } from './linked-abort.ts';

/** Takes one piece. Where it gives a promise, whoever reads is waited for. */
export type Emit<Item> = (item: Item) => Promise<void> | void;

/** What work pushes, for whoever would rather pull it. Leaving early aborts the work, and waits for its end. */
export async function* pulled<Item, Result>(
  caller: AbortSignal,
  work: (emit: Emit<Item>, signal: AbortSignal) => Promise<Result>,
): AsyncGenerator<Item, Result, void> {
  const link = linkAbort(caller);
  let given: { item: Item } | undefined;
  let taken = Promise.withResolvers<void>();
  let news = Promise.withResolvers<void>();
  let isOver = false;
  let isLeft = false;
  const emit = (item: Item): Promise<void> | void => {
    // What comes now is for nobody.
    if (isLeft) return;
    given = { item };
    taken = Promise.withResolvers();
    news.resolve();
    return taken.promise;
  };
  const end = work(emit, link.signal).finally(() => {
    isOver = true;
    news.resolve();
  });
  // Told to whoever reads on; nobody else waits for it.
  end.catch(() => {});
  try {
    for (;;) {
      if (given) {
        const { item } = given;
        given = undefined;
        yield item;
        taken.resolve();
      } else if (isOver) return await end;
      else {
        await news.promise;
        news = Promise.withResolvers();
      }
    }
  } finally {
    link.end();
    if (!isOver) {
      isLeft = true;
      link.abort();
      taken.resolve();
      await end.catch(() => {});
    }
  }
}
