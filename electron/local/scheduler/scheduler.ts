import { AppError } from '../../../shared/errors/app-error.ts';
import { carefulPorts } from './careful-ports.ts';
import { createDispatch } from './dispatch.ts';
import type { Waiting } from './queue.ts';
import { createRecentTimes, retryAfter } from './retry-after.ts';
import { roomWithout } from './room.ts';
import { describeState } from './state.ts';
import type { ModelState, Scheduler, SchedulerPorts } from './types.ts';
import { type LoadedUnit, leaseOf, loadedModelOf } from './unit.ts';

/** Which model is in memory when, and who may use it. */
export function createScheduler(given: SchedulerPorts): Scheduler {
  const ports = carefulPorts(given);
  const { longestQueue = 128, now = Date.now, setTimer = systemTimer } = ports;
  const pinned = new Set<string>();
  const recent = createRecentTimes();
  const dispatch = createDispatch({ ...ports, now, setTimer }, (name) => pinned.has(name));
  const { queue, units, failures, changed } = dispatch;
  let isClosed = false;

  const unitsOf = (name: string): LoadedUnit[] => units.all().filter((unit) => unit.name === name);
  const waitingFor = (name: string): Waiting<LoadedUnit>[] => queue.all.filter((waiter) => waiter.name === name);

  function mustBeOpen(): void {
    if (isClosed) throw new AppError('CANCELLED', 'Switchyard is closing.');
  }

  function mustHavePlace(): void {
    if (queue.all.length >= longestQueue) throw queueFull();
  }

  return {
    async acquire(name, { signal, purpose }) {
      mustBeOpen();
      const key = keyOf(name, purpose);
      mustHavePlace();
      const unit = await queue.wait({ key, name, purpose, isLoad: false, ignoreMemory: false, signal });
      const begun = now();
      const { model } = unit;
      if (!model) throw new AppError('ENGINE_LOST', `${name} was lost before it could answer. Try again.`);
      return leaseOf(model, () => {
        units.takeBack(unit);
        recent.add(now() - begun);
        changed(name);
        units.rest(unit);
        // The limit may have become smaller while it worked.
        void units.trim();
      });
    },

    async load(name, { signal, onProgress, ignoreMemory = false }) {
      mustBeOpen();
      const { purpose } = await ports.describe(name, null);
      mustBeOpen();
      mustHavePlace();
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

    async room(name) {
      const gone = units.all().filter((unit) => unit.name === name || !unit.isPinned);
      const machine = await ports.machine();
      return roomWithout(new Set(keysOf(gone)), { machine, limit: ports.limit(), taken: units.taken() });
    },

    state: stateOf,

    states() {
      const loaded = units.all().map(({ name }) => name);
      const waiting = queue.all.map(({ name }) => name);
      const names = new Set([...loaded, ...waiting, ...pinned, ...failures.keys()]);
      return new Map([...names].map((name) => [name, stateOf(name)]));
    },

    averageTime: recent.average,

    forgetFailure(name) {
      if (failures.delete(name)) ports.onChange(name);
    },

    settingsChanged() {
      for (const unit of units.all()) units.rest(unit);
      void units.trim();
      dispatch.lookAgain();
    },

    async close() {
      isClosed = true;
      dispatch.stop();
      queue.refuse(null, new AppError('CANCELLED', 'Switchyard is closing.'));
      await Promise.all(units.all().map((unit) => leave(unit, 'because Switchyard closes')));
      await dispatch.work();
    },
  };

  function stateOf(name: string): ModelState {
    const queued = waitingFor(name).length;
    return describeState({ units: unitsOf(name), queued, isPinned: pinned.has(name), failure: failures.get(name) });
  }

  /** Also when it is still being loaded. */
  async function leave(unit: LoadedUnit, why: string): Promise<void> {
    if (unit.state === 'loaded' || unit.closed) return units.unload(unit, why);
    dispatch.abandon(unit);
    await dispatch.work();
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
