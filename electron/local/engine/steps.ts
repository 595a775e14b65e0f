import { AppError } from '../../../shared/errors/app-error.ts';

/**
 * Decides what the engine decodes together. The engine left to itself lets one long prompt take every batch, keeps its
 * context's lock for as long as two conversations write, and begins a step before all of them are ready. So everything
 * waits here, and one step at a time goes out: all that write, and of the prompts one chunk.
 */
export interface Steps {
  /** Runs with the next step that has room. An abort before that takes it out of the line. */
  run<Result>(item: StepItem, decode: () => Promise<Result>): Promise<Result>;
  /** Runs what needs the context's lock between two steps. `lock` must take that lock, and come after it in its queue. */
  between<Result>(work: () => Promise<Result>, lock: () => Promise<unknown>): Promise<Result>;
  /** How many tokens of a prompt to bring at a time. */
  chunk(): number;
  /** This one writes no more: nobody waits for it. */
  forget(owner: object): void;
  /** Steps run so far. */
  readonly count: number;
}

export interface StepItem {
  owner: object;
  tokens: number;
  /** It brings out a token, so its owner will be back for the next one. */
  isWriting: boolean;
  signal?: AbortSignal | undefined;
}

export interface StepOptions {
  /** Tokens the engine takes at once. */
  batchSize: number;
  /**
   * How long a chunk of a prompt should take beside conversations that write and wait for it, in ms. Alone it may take
   * half as long again, because short chunks are read slower; more it may not, because nobody can stop it. Default: 100.
   */
  chunkTime?: number;
  /** Fewer tokens of a prompt are not read at once, however long they take. Default: 8. */
  leastChunk?: number;
  /** No step takes this long unless the engine hangs, in ms. Default: 5 minutes. */
  patience?: number;
  /** The engine hangs: nothing it was asked for will come back. */
  onStall?(error: AppError): void;
}

interface Waiting {
  item: StepItem;
  start(): Promise<unknown>;
  fail(error: unknown): void;
}

const firstChunk = 32;
const aloneShare = 1.5;
/** A conversation that wrote in the last step is waited for so long, in ms, and as a share of that step. */
const longestWait = 4;
const waitShare = 0.15;

export function createSteps(options: StepOptions): Steps {
  const { batchSize, chunkTime = 100, leastChunk = 8, patience = 300_000, onStall } = options;
  let waiting: Waiting[] = [];
  /** Who wrote in the last step and is likely back in a moment. */
  let expected = new Set<object>();
  let isRunning = false;
  let isPlanned = false;
  let lingering: NodeJS.Timeout | undefined;
  let locks = 0;
  let count = 0;
  let tokensPerMs = firstChunk / Math.max(1, aloneShare * chunkTime);
  let writingTime = 0;
  let endedAt = 0;
  /** Time prompts took from those that write, in ms: they get as much back before the next chunk. */
  let debt = 0;
  const stalling = new AbortController();

  const chunk = () => {
    const isAlone = expected.size === 0 && !waiting.some(({ item }) => item.isWriting);
    const wished = Math.round((tokensPerMs * chunkTime * (isAlone ? aloneShare : 1)) / 8) * 8;
    return Math.max(1, Math.min(batchSize, Math.max(leastChunk, wished)));
  };

  const plan = () => {
    if (isRunning || isPlanned || locks > 0 || waiting.length === 0) return;
    isPlanned = true;
    setImmediate(begin);
  };

  const begin = () => {
    isPlanned = false;
    if (isRunning || locks > 0 || waiting.length === 0) return;
    const left = Math.min(longestWait, writingTime * waitShare) - (performance.now() - endedAt);
    if (left > 0 && isSomebodyMissing()) {
      lingering ??= setTimeout(go, left);
      return;
    }
    go();
  };

  const go = () => {
    clearTimeout(lingering);
    lingering = undefined;
    if (isRunning || locks > 0 || waiting.length === 0) return;
    void step(choose());
  };

  const isSomebodyMissing = () => {
    if (expected.size === 0) return false;
    const here = new Set(waiting.map(({ item }) => item.owner));
    return [...expected].some((owner) => !here.has(owner));
  };

  const choose = (): Waiting[] => {
    const writing = waiting.filter(({ item }) => item.isWriting).slice(0, batchSize);
    const room = batchSize - writing.reduce((sum, { item }) => sum + item.tokens, 0);
    const chosen = [...writing];
    if (writing.length === 0) debt = 0;
    let budget = debt > 0 ? 0 : Math.min(chunk(), room);
    for (const prompt of waiting) {
      // The first is taken however long: what it brings was cut to a chunk when it came.
      const fits = prompt.item.tokens <= budget || (budget > 0 && chosen.length === writing.length);
      if (prompt.item.isWriting || !fits) continue;
      chosen.push(prompt);
      budget -= prompt.item.tokens;
    }
    const taken = new Set(chosen);
    waiting = waiting.filter((one) => !taken.has(one));
    return chosen;
  };

  const step = async (chosen: readonly Waiting[]) => {
    isRunning = true;
    count += 1;
    const writing = chosen.filter(({ item }) => item.isWriting);
    const promptTokens = chosen.reduce((sum, { item }) => sum + (item.isWriting ? 0 : item.tokens), 0);
    expected = new Set(writing.map(({ item }) => item.owner));
    const startedAt = performance.now();
    const watchdog = setTimeout(() => giveUp(chosen), patience);
    await Promise.allSettled(chosen.map((one) => one.start()));
    clearTimeout(watchdog);
    endedAt = performance.now();
    learn(endedAt - startedAt, promptTokens, writing.length > 0);
    isRunning = false;
    plan();
  };

  const learn = (took: number, promptTokens: number, hadWriting: boolean) => {
    if (promptTokens === 0) {
      writingTime = took;
      debt = Math.max(0, debt - took);
      return;
    }
    const promptTime = Math.max(0.1, took - (hadWriting ? Math.min(writingTime, took / 2) : 0));
    if (hadWriting) debt += promptTime;
    if (promptTokens < leastChunk) return;
    tokensPerMs = (tokensPerMs + promptTokens / promptTime) / 2;
  };

  const giveUp = (chosen: readonly Waiting[]) => {
    const seconds = Math.round(patience / 1000);
    const stalled = new AppError(
      'ENGINE_STALLED',
      `The engine has not answered for ${seconds} s. Unload the model and try again.`,
    );
    for (const one of [...chosen, ...waiting]) one.fail(stalled);
    waiting = [];
    stalling.abort(stalled);
    onStall?.(stalled);
  };

  return {
    run(item, decode) {
      return new Promise((resolve, reject) => {
        if (stalling.signal.aborted) return reject(stalling.signal.reason);
        const one: Waiting = {
          item,
          start: () => {
            item.signal?.removeEventListener('abort', leave);
            const result = decode();
            result.then(resolve, reject);
            return result;
          },
          fail: reject,
        };
        const leave = () => {
          waiting = waiting.filter((other) => other !== one);
          expected.delete(item.owner);
          reject(item.signal?.reason);
        };
        if (item.signal?.aborted) return leave();
        item.signal?.addEventListener('abort', leave, { once: true });
        waiting.push(one);
        if (lingering && !isSomebodyMissing()) go();
        else plan();
      });
    },
    between(work, lock) {
      locks += 1;
      const result = work();
      const open = () => {
        locks -= 1;
        plan();
      };
      lock().then(open, open);
      return unlessAborted(result, stalling.signal);
    },
    chunk,
    forget(owner) {
      expected.delete(owner);
    },
    get count() {
      return count;
    },
  };
}

/** A lock in an engine that hangs is never given. */
function unlessAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    const done = () => signal.removeEventListener('abort', stop);
    work.then(resolve, reject).then(done, done);
  });
}
