/** From callbacks to an async iterator: what is given is kept until it is taken. */
export interface HandOver<Value> {
  give(value: Value): void;
  /** No more comes. */
  end(): void;
  values(): AsyncGenerator<Value, void, void>;
}

export function createHandOver<Value>(): HandOver<Value> {
  let waiting: Value[] = [];
  let hasEnded = false;
  let wake: (() => void) | undefined;
  return {
    give(value) {
      waiting.push(value);
      wake?.();
    },
    end() {
      hasEnded = true;
      wake?.();
    },
    async *values() {
      for (;;) {
        const values = waiting;
        waiting = [];
        yield* values;
        if (waiting.length > 0) continue;
        if (hasEnded) return;
        await new Promise<void>((resolve) => (wake = resolve));
        wake = undefined;
      }
    },
  };
}

/** Work that tells how far it is, as a stream: what it tells are the values, what it gives is the end. */
export async function* reporting<Told, Given>(
  work: (tell: (told: Told) => void) => Promise<Given>,
): AsyncGenerator<Told, Given, void> {
  const told = createHandOver<Told>();
  const result = work(told.give);
  // Thrown below; a stream that was left has nobody to throw it to.
  result.then(told.end, told.end);
  yield* told.values();
  return await result;
}
