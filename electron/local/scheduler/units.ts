import { AppError } from '../../../shared/errors/app-error.ts';
import type { LoadSpec } from '../engine/engine.ts';
import { setAlarm, unloadTime } from './keep-alive.ts';
import type { Taken } from './room.ts';
import type { SchedulerPorts } from './types.ts';
import { type LoadedUnit, takenBy } from './unit.ts';
import { tookTooMuch } from './will-not-fit.ts';

/** Ms a model may take to close; then whoever waits for its memory takes the chance. */
const longestClose = 60_000;

export interface UnitsOptions {
  ports: SchedulerPorts;
  now(): number;
  setTimer(run: () => void, milliseconds: number): () => void;
  /** A model came, went, or can be given to somebody. */
  onChange(unit: LoadedUnit): void;
  onProgress(unit: LoadedUnit): void;
}

export interface Units {
  get(key: string): LoadedUnit | undefined;
  all(): LoadedUnit[];
  /** What they take, and what those do that hang. */
  taken(): Taken[];
  /** Unloads the others, then loads this one; it is among the units from the start. Throws what the engine threw. */
  open(unit: LoadedUnit, spec: LoadSpec, evict: readonly string[]): Promise<void>;
  /** Resolves when it is gone. What runs on it ends. */
  unload(unit: LoadedUnit, why: string): Promise<void>;
  give(unit: LoadedUnit): void;
  takeBack(unit: LoadedUnit): void;
  /** It has nothing to do: unload it now, later or never. */
  rest(unit: LoadedUnit): void;
  /** Unloads what is idle until the limit is kept. */
  trim(): Promise<void>;
}

/** Loaded models: how they come, what ends them, and when they go by themselves. */
export function createUnits({ ports, now, setTimer, onChange, onProgress }: UnitsOptions): Units {
  const units = new Map<string, LoadedUnit>();
  const all = (): LoadedUnit[] => [...units.values()];
  /** Models that hang in this process: they are no longer to be had, and give nothing back. */
  const stuck: Taken[] = [];
  const isThere = (unit: LoadedUnit): boolean => units.get(unit.key) === unit;

  const remove = (unit: LoadedUnit): void => {
    unit.stopTimer();
    if (isThere(unit)) units.delete(unit.key);
    onChange(unit);
  };

  const overLimit = (): number => {
    const limit = ports.limit();
    const staying = all().filter(({ closed }) => closed === null);
    const taken = [...staying.map(takenBy), ...stuck];
    return limit === null ? 0 : taken.reduce((sum, { ram, vram }) => sum + ram + vram, -limit);
  };

  async function open(unit: LoadedUnit, spec: LoadSpec, evict: readonly string[]): Promise<void> {
    units.set(unit.key, unit);
    onChange(unit);
    try {
      const leaving = evict.flatMap((key) => units.get(key) ?? []);
      await Promise.all(leaving.map((other) => unload(other, `to make room for ${unit.name}`)));
      await read(unit, spec);
    } catch (error) {
      remove(unit);
      throw error;
    }
    onChange(unit);
  }

  async function read(unit: LoadedUnit, spec: LoadSpec): Promise<void> {
    const { signal } = unit.stop;
    signal.throwIfAborted();
    const begun = now();
    const model = await ports.open(spec, {
      signal,
      onProgress(progress) {
        unit.progress = progress;
        onProgress(unit);
      },
    });
    unit.model = model;
    model.onLost((error) => lose(unit, error));
    const excess = signal.aborted ? null : await keepLimit(unit);
    const problem: unknown = signal.aborted ? signal.reason : excess;
    if (problem !== null) {
      await close(unit);
      throw problem;
    }
    Object.assign(unit, {
      state: 'loaded',
      capacity: Math.max(1, model.info.slots),
      loadTime: now() - begun,
      loadedAt: now(),
      readyAt: now(),
      lastUsed: now(),
    } satisfies Partial<LoadedUnit>);
    const { ram, vram, contextSize, slots } = model.info;
    ports.log.info({ model: unit.name, ram, vram, contextSize, slots, ms: unit.loadTime }, 'a model is loaded');
  }

  /** It may have taken more than it was thought to. */
  async function keepLimit(unit: LoadedUnit): Promise<AppError | null> {
    await trim();
    if (unit.isForced) return null;
    const limit = ports.limit();
    return overLimit() > 0 && limit !== null ? tookTooMuch(unit.name, bytesOf(unit), limit) : null;
  }

  function lose(unit: LoadedUnit, error: Error): void {
    // An own process is ended, and its memory is free; an engine that hangs in this one keeps it.
    const hangsHere = !unit.model?.ownProcess && error instanceof AppError && error.code === 'ENGINE_STALLED';
    if (hangsHere) stuck.push({ ...takenBy(unit), key: `stuck ${stuck.length} ${unit.key}`, isStuck: true });
    if (!isThere(unit) || unit.state === 'unloading') return;
    ports.log.warn({ model: unit.name, err: error }, 'a loaded model was lost');
    // What runs on it fails by itself. Closing frees what may be left of it.
    void close(unit);
    remove(unit);
  }

  function unload(unit: LoadedUnit, why: string): Promise<void> {
    if (unit.closed) return unit.closed;
    ports.log.info({ model: unit.name }, `a model is unloaded ${why}`);
    unit.state = 'unloading';
    unit.unloadsAt = null;
    unit.stopTimer();
    unit.closed = close(unit).then(() => remove(unit));
    onChange(unit);
    return unit.closed;
  }

  async function close({ name, model }: LoadedUnit): Promise<void> {
    const late = Promise.withResolvers<'late'>();
    const stopTimer = setTimer(() => late.resolve('late'), longestClose);
    try {
      if ((await Promise.race([model?.close(), late.promise])) === 'late') {
        ports.log.warn({ model: name }, 'a model does not close');
      }
    } catch (error) {
      ports.log.warn({ model: name, err: error }, 'a model could not be closed cleanly');
    } finally {
      stopTimer();
    }
  }

  async function trim(): Promise<void> {
    const idle = all().filter(({ state, running }) => state === 'loaded' && running === 0);
    for (const unit of idle.toSorted((a, b) => a.lastUsed - b.lastUsed)) {
      if (overLimit() <= 0) return;
      if (unit.isPinned || unit.isForced) continue;
      await unload(unit, 'to keep the limit');
    }
  }

  return {
    get: (key) => units.get(key),
    all,
    taken: () => [...all().map(takenBy), ...stuck],
    open,
    unload,
    trim,
    give(unit) {
      unit.running += 1;
      unit.lastUsed = now();
      unit.isForLater = false;
      unit.unloadsAt = null;
      unit.stopTimer();
    },
    takeBack(unit) {
      unit.running -= 1;
      unit.lastUsed = now();
    },
    rest(unit) {
      if (!isThere(unit) || unit.state !== 'loaded' || unit.running > 0) return;
      unit.stopTimer();
      const minutes = unit.isPinned ? null : ports.keepAlive(unit.name);
      unit.unloadsAt = minutes === 0 && unit.isForLater ? null : unloadTime({ since: unit.lastUsed, minutes });
      if (unit.unloadsAt === null) return;
      const run = (): void => void unload(unit, 'after being idle');
      if (unit.unloadsAt <= now()) run();
      else unit.stopTimer = setAlarm({ at: unit.unloadsAt, now, setTimer, run });
    },
  };
}

function bytesOf(unit: LoadedUnit): number {
  const { ram, vram } = takenBy(unit);
  return ram + vram;
}
