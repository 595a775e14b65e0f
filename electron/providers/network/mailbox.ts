export interface Mailbox<Item> {
  readonly stream: ReadableStream<Item>;
  put(item: Item): void;
  hasRoom(): boolean;
  /** Resolves when there is room, or nobody reads any more. */
  room(): Promise<void>;
  /** What is in it is still read; the failure, where there is one, comes after it. */
  end(failure?: { error: unknown }): void;
}

export interface MailboxOptions<Item> {
  sizeOf(item: Item): number;
  /** In what `sizeOf` counts. It may be gone over: whoever puts in stops when there is no room. */
  limit: number;
  /** Its reader went away. */
  onCancel(): void;
}

/** What comes when it comes, read when somebody has time. In place of a plain stream, whose failure drops what waits in it. */
export function createMailbox<Item>({ sizeOf, limit, onCancel }: MailboxOptions<Item>): Mailbox<Item> {
  let controller: ReadableStreamDefaultController<Item> | undefined;
  let failure: { error: unknown } | undefined;
  let isOver = false;
  let waiting = Promise.withResolvers<void>();
  const desired = (): number => controller?.desiredSize ?? 0;
  const release = (): void => {
    waiting.resolve();
    waiting = Promise.withResolvers<void>();
  };

  const stream = new ReadableStream<Item>(
    {
      start(given) {
        controller = given;
      },
      pull() {
        if (failure && desired() >= limit) controller?.error(failure.error);
        else release();
      },
      cancel() {
        isOver = true;
        release();
        onCancel();
      },
    },
    { highWaterMark: limit, size: (item) => Math.max(1, sizeOf(item)) },
  );

  const hasRoom = (): boolean => isOver || desired() > 0;
  return {
    stream,
    hasRoom,
    room: () => (hasRoom() ? Promise.resolve() : waiting.promise),
    put(item) {
      if (!isOver) controller?.enqueue(item);
    },
    end(given) {
      if (isOver) return;
      isOver = true;
      release();
      if (!given) controller?.close();
      else if (desired() >= limit) controller?.error(given.error);
      else failure = given;
    },
  };
}
