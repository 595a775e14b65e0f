import { AppError } from '../../../shared/errors/app-error.ts';
import { lookAt, type Seen } from './look.ts';
import { type Action, next } from './next.ts';
import { createQueue, type Waiting } from './queue.ts';
import { createRecentTimes, retryAfter } from './retry-after.ts';
import { fitWithout } from './room.ts';
import { describeState } from './state.ts';
import type { ModelState, Scheduler, SchedulerPorts } from './types.ts';
import { type LoadedUnit, leaseOf, loadedModelOf, newUnit, takenBy } from './unit.ts';
import { createUnits } from './units.ts';
import { willNotFit } from './will-not-fit.ts';

/** Which model is in memory when, and who may use it. */
export function createScheduler(ports: SchedulerPorts): Scheduler {
  const { longestQueue = 128, now = Date.now, setTimer = systemTimer } = ports;
  const pinned = new Set<string>();
  const failures = new Map<string, AppError>();
  /** Bytes that models really took, by their key and settings. */
  const known = new Map<string, number>();
  const recent = createRecentTimes();
  let seen: Seen | null = null;
  /** The look or the load that is going on. */
  let work: Promise<void> | null = null;
  let stopWaking = (): void => {};
  let isClosed = false;
  let isPumping = false;

  const queue = createQueue<LoadedUnit>({
    now,
    onJoin: changed,
    onLeave(key, name) {
      const unit = units.get(key);
      if (unit?.state === 'loading' && queue.of(key).length === 0) abandon(unit);
      changed(name);
    },
  });

  const units = createUnits({
    ports,
    now,
    setTimer,
    onChange({ name }) {
      seen?.expire();
      changed(name);
    },
    onProgress({ key, name, progress }) {
      ports.onProgress?.(name, progress);
      for (const waiter of queue.of(key)) waiter.onProgress?.(progress);
    },
  });

  function changed(name: string): void {
    ports.onChange(name);
    pump();
  }

  /** Does what is next until there is nothing but to wait. */
  function pump(): void {
    if (isPumping) return;
    isPumping = true;
    stopWaking();
    try {
      while (!isClosed && perform(nextAction())) {}
    } finally {
      isPumping = false;
    }
  }

  const nextAction = (): Action =>
    next({ now: now(), waiting: queue.all, units: units.all(), isLoaderFree: work === null, look: seen });

  /** Whether something else may be next at once. */
  function perform(action: Action): boolean {
    switch (action.kind) {
      case 'grant':
        grant(action.waiter, action.passed);
        return true;
      case 'look':
        begin(look(action.key));
        return true;
      case 'refuse':
        if (seen) refuse(action.key, willNotFit(seen.name, seen.input, keysOf(units.all().filter(isPinned))));
        return true;
      case 'load':
        if (seen) begin(load(seen, action.evict));
        return true;
      case 'wait':
        if (action.until !== null) stopWaking = setTimer(pump, Math.max(0, action.until - now()));
        return false;
      default:
        return action satisfies never;
    }
  }

  function begin(task: Promise<void>): void {
    work = task.finally(() => {
      work = null;
      pump();
    });
  }

  function grant(id: number, passed: number | null): void {
    const waiter = queue.take(id);
    const unit = waiter && units.get(waiter.key);
    if (!unit) return;
    const overtaken = queue.all.find((other) => other.id === passed);
    if (overtaken) overtaken.passes += 1;
    if (!waiter.isLoad) units.give(unit);
    waiter.grant(unit);
  }

  function refuse(key: string, error: unknown): void {
    const name = queue.of(key)[0]?.name;
    if (name !== undefined && error instanceof AppError) failures.set(name, error);
    queue.refuse(key, error);
    if (name !== undefined) ports.onChange(name);
  }

  async function look(key: string): Promise<void> {
    const [first] = queue.of(key);
    if (!first) return;
    const { name, purpose } = first;
    const insists = (): boolean => queue.of(key).some(({ ignoreMemory }) => ignoreMemory);
    const taken = () => units.all().map(takenBy);
    const knownFor = (settings: object) => known.get(key + JSON.stringify(settings)) ?? null;
    try {
      seen = await lookAt({ key, name, purpose, taken, known: knownFor, insists, now }, ports);
    } catch (error) {
      refuse(key, error);
    }
  }

  async function load({ key, name, input }: Seen, evict: readonly string[]): Promise<void> {
    const { estimate } = fitWithout(new Set(evict), input);
    const { path, purpose, settings, draft } = input.description;
    const contextSize = estimate.contextSize || settings.contextSize;
    const unit = newUnit({ key, name, estimate, isPinned: pinned.has(name), now: now() });
    unit.isForLater = queue.of(key).some(({ isLoad }) => isLoad);
    const spec = {
      path,
      purpose,
      settings: { ...settings, contextSize },
      draftPath: draft?.path ?? null,
      ignoreMemoryChecks: input.ignoreMemory,
    };
    try {
      await units.open(unit, spec, evict);
      failures.delete(name);
    } catch (error) {
      if (!unit.stop.signal.aborted) refuse(key, error);
    }
    if (unit.model) known.set(key + JSON.stringify(settings), unit.model.info.ram + unit.model.info.vram);
    units.rest(unit);
  }

  /** Nobody waits for it any more. */
  function abandon(unit: LoadedUnit): void {
    unit.state = 'unloading';
    unit.stop.abort(new AppError('CANCELLED', `Loading ${unit.name} was stopped: nobody waits for it any more.`));
  }

  const isPinned = ({ name }: LoadedUnit): boolean => pinned.has(name);
  const unitsOf = (name: string): LoadedUnit[] => units.all().filter((unit) => unit.name === name);
  const waitingFor = (name: string): Waiting<LoadedUnit>[] => queue.all.filter((waiter) => waiter.name === name);

  function mustBeOpen(): void {
    if (isClosed) throw new AppError('CANCELLED', 'Switchyard is closing.');
  }

  return {
    async acquire(name, { signal, purpose }) {
      mustBeOpen();
      const key = keyOf(name, purpose);
      if (queue.all.length >= longestQueue) throw queueFull();
      const unit = await queue.wait({ key, name, purpose, isLoad: false, ignoreMemory: false, signal });
      const begun = now();
      const { model } = unit;
      if (!model) throw new AppError('ENGINE_LOST', `${name} was lost before it could answer. Try again.`);
      return leaseOf(model, () => {
        units.takeBack(unit);
        recent.add(now() - begun);
        changed(name);
        units.rest(unit);
      });
    },

    async load(name, { signal, onProgress, ignoreMemory = false }) {
      mustBeOpen();
      const { purpose } = await ports.describe(name, null);
      mustBeOpen();
      const key = keyOf(name, purpose);
      const progress = onProgress && { onProgress };
      const unit = await queue.wait({ key, name, purpose, isLoad: true, ignoreMemory, signal, ...progress });
      const loaded = loadedModelOf(unit);
      if (!loaded) throw new AppError('ENGINE_LOST', `${name} was lost as soon as it was loaded. Try again.`);
      return loaded;
    },

    async unload(name, { force }) {
      const own = unitsOf(name);
      if (!force && (own.some(({ running }) => running > 0) || waitingFor(name).length > 0)) {
        throw new AppError('MODEL_IN_USE', `${name} is answering. Wait until it is done, or unload it by force.`);
      }
      for (const { key } of waitingFor(name)) queue.refuse(key, new AppError('CANCELLED', `${name} was unloaded.`));
      await Promise.all(own.map((unit) => leave(unit, 'by hand')));
      changed(name);
    },

    pin(name, shouldStay) {
      if (shouldStay) pinned.add(name);
      else pinned.delete(name);
      for (const unit of unitsOf(name)) {
        unit.isPinned = shouldStay;
        units.rest(unit);
      }
      changed(name);
    },

    state: stateOf,

    states() {
      const loaded = units.all().map(({ name }) => name);
      const waiting = queue.all.map(({ name }) => name);
      const names = new Set([...loaded, ...waiting, ...pinned, ...failures.keys()]);
      return new Map([...names].map((name) => [name, stateOf(name)]));
    },

    settingsChanged() {
      seen?.expire();
      for (const unit of units.all()) units.rest(unit);
      void units.trim();
      pump();
    },

    async close() {
      isClosed = true;
      stopWaking();
      queue.refuse(null, new AppError('CANCELLED', 'Switchyard is closing.'));
      await Promise.all(units.all().map((unit) => leave(unit, 'because Switchyard closes')));
      await work;
    },
  };

  function stateOf(name: string): ModelState {
    const queued = waitingFor(name).length;
    return describeState({ units: unitsOf(name), queued, isPinned: pinned.has(name), failure: failures.get(name) });
  }

  /** Also when it is still being loaded. */
  async function leave(unit: LoadedUnit, why: string): Promise<void> {
    if (unit.state === 'loaded' || unit.closed) return units.unload(unit, why);
    abandon(unit);
    await work;
  }

  function queueFull(): AppError {
    const loaded = units.all().filter(({ state }) => state === 'loaded');
    const atOnce = loaded.reduce((sum, { capacity }) => sum + capacity, 0);
    const wait = retryAfter({ waiting: queue.all.length, atOnce, average: recent.average() });
    return new AppError(
      'LOCAL_QUEUE_FULL',
      `${queue.all.length} requests wait for local models already. Try again in about ${Math.ceil(wait / 1000)} s.`,
      { details: { retryAfter: wait, waiting: queue.all.length } },
    );
  }
}

const keyOf = (name: string, purpose: string): string => `${purpose} ${name}`;
const keysOf = (units: readonly LoadedUnit[]): string[] => units.map(({ key }) => key);

function systemTimer(run: () => void, milliseconds: number): () => void {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
}
