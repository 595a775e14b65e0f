import { AppError } from '../../../shared/errors/app-error.ts';
import { lookAt, type Seen } from './look.ts';
import { type Action, next } from './next.ts';
import { createQueue, type Queue } from './queue.ts';
import { fitWithout } from './room.ts';
import type { SchedulerPorts } from './types.ts';
import { type LoadedUnit, newUnit } from './unit.ts';
import { createUnits, type Units } from './units.ts';
import { willNotFit } from './will-not-fit.ts';

export interface Dispatch {
  readonly queue: Queue<LoadedUnit>;
  readonly units: Units;
  /** Why the last load of a model failed. */
  readonly failures: Map<string, AppError>;
  /** Something is other than it was: tells whoever looks, and does what is next. */
  changed(name: string): void;
  /** What was seen of the memory holds no more. */
  lookAgain(): void;
  /** Stops a load that nobody waits for any more. */
  abandon(unit: LoadedUnit): void;
  /** The look or the load that is going on. */
  work(): Promise<void>;
  stop(): void;
}

type DispatchPorts = SchedulerPorts & Required<Pick<SchedulerPorts, 'now' | 'setTimer'>>;

/** Does what `next` decides: gives loaded models to those who wait, looks at the memory, loads and makes room. */
export function createDispatch(ports: DispatchPorts, isPinned: (name: string) => boolean): Dispatch {
  const { now, setTimer } = ports;
  const failures = new Map<string, AppError>();
  /** Bytes that models really took, by their key and settings. */
  const known = new Map<string, number>();
  let seen: Seen | null = null;
  /** The look or the load that is going on. */
  let work: Promise<void> | null = null;
  let stopWaking = (): void => {};
  let isStopped = false;
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
      while (!isStopped && step()) {}
    } finally {
      isPumping = false;
    }
  }

  /** Whether something else may be next at once. What throws is refused; whoever called is not to pay for it. */
  function step(): boolean {
    const waiting = queue.all.length;
    let key = seen?.key;
    try {
      const action = nextAction();
      if ('key' in action) key = action.key;
      return perform(action);
    } catch (error) {
      fail(key, error);
      return queue.all.length < waiting;
    }
  }

  function fail(key: string | undefined, error: unknown): void {
    ports.log.warn({ err: error }, 'a load could not be planned');
    seen = null;
    if (key !== undefined) refuse(key, error);
  }

  const nextAction = (): Action =>
    next({ now: now(), waiting: queue.all, units: units.all(), isLoaderFree: work === null, look: seen });

  function perform(action: Action): boolean {
    switch (action.kind) {
      case 'grant':
        grant(action.waiter, action.passed);
        return true;
      case 'look':
        begin(action.key, look(action.key));
        return true;
      case 'refuse':
        if (seen)
          refuse(
            action.key,
            willNotFit(
              seen.name,
              seen.input,
              units
                .all()
                .filter((unit) => unit.isPinned)
                .map(({ key: kept }) => kept),
            ),
          );
        return true;
      case 'load':
        if (seen) begin(action.key, load(seen, action.evict));
        return true;
      case 'wait':
        if (action.until !== null) stopWaking = setTimer(pump, Math.max(0, action.until - now()));
        return false;
      default:
        return action satisfies never;
    }
  }

  function begin(key: string, task: Promise<void>): void {
    const done = (): void => {
      work = null;
      pump();
    };
    work = task.catch((error: unknown) => fail(key, error)).then(done);
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
    const knownFor = (settings: object) => known.get(key + JSON.stringify(settings)) ?? null;
    try {
      seen = await lookAt({ key, name, purpose, taken: units.taken, known: knownFor, insists, now }, ports);
    } catch (error) {
      refuse(key, error);
    }
  }

  async function load({ key, name, input }: Seen, evict: readonly string[]): Promise<void> {
    const { estimate } = fitWithout(new Set(evict), input);
    const { path, purpose, settings, draft } = input.description;
    const contextSize = estimate.contextSize || settings.contextSize;
    const unit = newUnit({ key, name, estimate, isPinned: isPinned(name), now: now() });
    unit.isForced = input.ignoreMemory;
    unit.isForLater = queue.of(key).some(({ isLoad }) => isLoad);
    const spec = {
      path,
      purpose,
      settings: { ...settings, contextSize, ...(!estimate.plan.flashAttention && { flashAttention: 'off' as const }) },
      draftPath: draft?.path ?? null,
      ignoreMemoryChecks: unit.isForced,
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

  return {
    queue,
    units,
    failures,
    changed,
    lookAgain() {
      seen?.expire();
      pump();
    },
    abandon,
    work: () => work ?? Promise.resolve(),
    stop() {
      isStopped = true;
      stopWaking();
    },
  };
}
