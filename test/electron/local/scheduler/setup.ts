import type { EngineModel, LoadedInfo, LoadSpec, OpenedModel } from '../../../../electron/local/engine/engine.ts';
import { createScheduler } from '../../../../electron/local/scheduler/scheduler.ts';
import type { Lease, ModelState, SchedulerPorts } from '../../../../electron/local/scheduler/types.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { type LoadChoices, loadSettings } from '../../../../shared/model/load-settings.ts';
import { shape } from '../memory/setup.ts';

export const mib = 1024 ** 2;

/** Lets everything that waits for nothing but its turn have it. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve));
}

/** Time passes when a test says so. */
export function createClock() {
  let now = 1_000_000;
  let timers: { at: number; run(): void }[] = [];
  const longest = { delay: 0 };
  return {
    now: () => now,
    /** Of all timers that were ever set. */
    longest,
    setTimer(run: () => void, milliseconds: number): () => void {
      longest.delay = Math.max(longest.delay, milliseconds);
      const timer = { at: now + milliseconds, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    async advance(milliseconds: number): Promise<void> {
      const end = now + milliseconds;
      await settle();
      for (;;) {
        const due = timers.filter(({ at }) => at <= end);
        const first = due.reduce<(typeof due)[number] | undefined>((a, b) => (a && a.at <= b.at ? a : b), undefined);
        if (!first) break;
        timers = timers.filter((timer) => timer !== first);
        now = Math.max(now, first.at);
        first.run();
        await settle();
      }
      now = end;
      await settle();
    },
  };
}

interface FakeModel {
  /** MiB, for all. Default: 100. */
  size?: number;
  /** MiB it takes when it is there. Default: what was thought. */
  takes?: number;
  settings?: LoadChoices;
  /** Default: 2. */
  slots?: number;
  /** Minutes. Default: 60. */
  keepAlive?: number | null;
  /** Ms. Default: 1000. */
  loadTime?: number;
  /** Why it does not load. */
  error?: AppError;
  /** Why it is not even there. */
  missing?: AppError;
}

interface WorldOptions extends Partial<Pick<SchedulerPorts, 'longestQueue'>> {
  models: Record<string, FakeModel>;
  /** MiB. Default: none. */
  limit?: number | null;
  /** MiB. Default: 10,000. */
  free?: number;
  onClose?(model: EngineModel): void;
  /** In place of the usual ones. */
  ports?: Partial<SchedulerPorts>;
}

/** A scheduler with models that take the memory and the time that a test says, on the test's clock. */
export function createWorld({ models, limit = null, free = 10_000, longestQueue, onClose, ports }: WorldOptions) {
  const clock = createClock();
  const world = { limit, free };
  const log: string[] = [];
  const opened: { name: string; spec: LoadSpec }[] = [];
  const loaded = new Map<string, { lose(error?: Error): void }>();
  const progress: [string, number][] = [];
  const of = (name: string): FakeModel => models[name] ?? {};

  const scheduler = createScheduler({
    now: clock.now,
    setTimer: clock.setTimer,
    log: { info: () => {}, warn: () => {} },
    ...(longestQueue !== undefined && { longestQueue }),
    limit: () => (world.limit === null ? null : world.limit * mib),
    keepAlive: (name) => (of(name).keepAlive === undefined ? 60 : (of(name).keepAlive ?? null)),
    machine: () => {
      const total = { ramTotal: 100_000 * mib, vramTotal: 0, vramFree: 0, isUnified: false };
      return { ...total, ramFree: world.free * mib };
    },
    describe(name, purpose) {
      const model = models[name];
      if (!model) return Promise.reject(new AppError('MODEL_NOT_FOUND', `There is no ${name}.`));
      if (model.missing) return Promise.reject(model.missing);
      return Promise.resolve({
        path: `/models/${name}.gguf`,
        purpose: purpose ?? 'chat',
        settings: loadSettings.parse({ contextSize: 256, slots: model.slots ?? 2, mmap: false, ...model.settings }),
        fileSize: (model.size ?? 100) * mib,
        shape: plainShape((model.size ?? 100) * mib),
        draft: null,
      });
    },
    onChange: (name) => void log.push(`${name} ${scheduler.state(name).state}`),
    onProgress: (name, value) => void progress.push([name, value]),
    async open(spec, { signal, onProgress }) {
      const name = spec.path.slice('/models/'.length, -'.gguf'.length);
      opened.push({ name, spec });
      const { loadTime = 1000, error, size = 100, takes = size } = of(name);
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const stop = clock.setTimer(resolve, loadTime);
      signal.addEventListener('abort', () => {
        stop();
        reject(new AppError('CANCELLED', 'Loading was stopped.'));
      });
      onProgress(0.5);
      await promise;
      if (error) throw error;
      return fakeModel(name, { ...info, slots: spec.settings.slots, ram: takes * mib, contextSize: 256 });
    },
    ...ports,
  });

  function fakeModel(name: string, modelInfo: LoadedInfo): OpenedModel {
    const listeners: ((error: Error) => void)[] = [];
    const instance = {
      lose(error: Error = new AppError('ENGINE_LOST', 'Gone.')) {
        for (const listener of listeners) listener(error);
      },
    };
    loaded.set(name, instance);
    const never = (): never => {
      throw new Error('nobody asks it anything here');
    };
    const model: OpenedModel = {
      ownProcess: null,
      info: modelInfo,
      generate: never,
      embed: never,
      rank: never,
      tokenize: never,
      detokenize: never,
      count: never,
      onLost: (listener) => void listeners.push(listener),
      close() {
        onClose?.(model);
        if (loaded.get(name) === instance) loaded.delete(name);
        return Promise.resolve();
      },
    };
    return model;
  }

  const acquire = (name: string, signal = new AbortController().signal): Promise<Lease> => {
    const lease = scheduler.acquire(name, { signal, purpose: 'chat' });
    // A test that looks at it later is not told off for it.
    lease.catch(() => {});
    return lease;
  };
  const stateOf = (name: string): ModelState['state'] => scheduler.state(name).state;
  return { scheduler, clock, world, models, log, opened, loaded, progress, acquire, stateOf };
}

/** One that takes what its weights take, and next to nothing else. */
const plainShape = (bytes: number) =>
  shape({
    layers: [{ bytes, keyWidth: 0, valueWidth: 0, isSliding: false, stateBytes: 0 }],
    inputBytes: 0,
    outputBytes: 0,
    embedding: 0,
    queryWidth: 0,
    keyWidth: 0,
    feedForward: 0,
    trainContext: 256,
  });

const info: LoadedInfo = {
  backend: 'cpu',
  fallback: null,
  deviceNames: [],
  gpuLayers: 0,
  totalLayers: 2,
  contextSize: 256,
  trainContextSize: 256,
  slots: 2,
  threads: 1,
  flashAttention: true,
  cacheKeyType: 'F16',
  cacheValueType: 'F16',
  ram: 0,
  vram: 0,
  inputs: [],
  canInfill: false,
  template: null,
};
