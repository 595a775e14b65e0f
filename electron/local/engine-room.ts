import type { Backend, LoadSettings } from '../../shared/model/load-settings.ts';
import type { EngineStatus, MemoryEstimate, SlowReason } from '../../shared/model/local-model.ts';
import type { OpenModel } from './engine/engine.ts';
import { engineVersion } from './engine/version.ts';
import { estimate } from './memory/estimate.ts';
import type { MachineMemory } from './memory/fit.ts';
import { type Machine, readMachine } from './memory/machine.ts';
import { slowReasons } from './memory/slow-reasons.ts';
import type { ModelsOnDisk } from './models-on-disk.ts';
import type { LocalPorts } from './ports.ts';
import { createCrashRecords } from './process/crash-records.ts';
import { decideIsolation } from './process/isolation.ts';
import { createOpener } from './process/opener.ts';
import { openInOwnProcess } from './process/own-process.ts';
import { probeFile } from './process/probe.ts';
import { createScheduler } from './scheduler/scheduler.ts';
import type { ModelState } from './scheduler/types.ts';

const mebibyte = 1024 ** 2;

/** Everything that runs models: where, when, and in how much memory. */
export function startEngineRoom(ports: LocalPorts, disk: ModelsOnDisk) {
  const { store, settings, events, log, environment, fork, now } = ports;
  const engine = engineHere();
  const home = { fork, log, environment };
  const records = createCrashRecords(store.engineRecords, { engineVersion });
  const starts = new Map<Backend, Promise<Backend>>();
  /** Written down while it happens: a driver that takes this process down is not started in it again. */
  const startHere = (asked: Backend): Promise<Backend> => {
    const known = starts.get(asked);
    if (known) return known;
    const done = records.beginEngine(asked);
    const starting = engine.start(asked).finally(done);
    starts.set(asked, starting);
    starting.catch(() => starts.delete(asked));
    return starting;
  };
  const opener = createOpener({
    start: startHere,
    inProcess: ports.openHere ?? engine.open,
    ownProcess: openInOwnProcess(home),
    probe: (path, options) => probeFile(path, { ...home, ...options }),
    records,
    setting: () => settings().engineIsolation,
    log,
  });

  const limit = (): number | null => {
    const { modelMemoryLimit } = settings();
    return modelMemoryLimit === null ? null : modelMemoryLimit * mebibyte;
  };
  const memory = async (): Promise<MachineMemory> => {
    // Only the engine knows the GPU. Where models run elsewhere it stays out of this process, and the RAM decides alone.
    const { engineIsolation: setting, engineBackend: backend } = settings();
    const crashedBackends = records.crashedBackends();
    const { where } = decideIsolation({ setting, backend, crashes: [], crashedBackends });
    // Where it cannot be started, whoever wants to load something is told then.
    if (where === 'in-process') await startHere(backend).catch(() => {});
    const [machine, seen] = await Promise.all([readMachine(), engine.memory()]);
    const { ramTotal, ramFree } = machine;
    const vram = seen?.vram;
    return {
      ramTotal,
      ramFree,
      vramTotal: vram?.total ?? 0,
      vramFree: vram?.free ?? 0,
      isUnified: (vram?.unified ?? 0) > 0,
    };
  };

  const scheduler = createScheduler({
    open: opener.open,
    describe: disk.describe,
    machine: memory,
    limit,
    keepAlive(name) {
      const { keepAlive } = disk.settingsOf(name);
      return keepAlive === 'auto' ? settings().keepAlive : keepAlive;
    },
    log,
    onChange: (name) => events.publish('local-models.changed', { name }),
    onProgress: (name, progress) => events.publish('local-models.progress', { name, progress }),
    ...(now && { now }),
  });
  for (const [name, { isPinned }] of store.localModels.all()) if (isPinned) scheduler.pin(name, true);

  const usedBy = (states: Iterable<ModelState>, kind: 'ram' | 'vram'): number =>
    [...states].reduce((sum, { loaded }) => sum + (loaded?.[kind] ?? 0), 0);

  return {
    scheduler,

    async slowReasons({ loaded, running }: ModelState): Promise<SlowReason[]> {
      if (!loaded) return [];
      const runningInAll = [...scheduler.states().values()].reduce((sum, state) => sum + state.running, 0);
      const isDebugging = environment['NODE_LLAMA_CPP_DEBUG'] === 'true';
      return slowReasons({ info: loaded, machine: await readMachine(), running, runningInAll, isDebugging });
    },

    /** In the room there would be if everything that nobody pinned made way. */
    async estimate(name: string, chosen: LoadSettings): Promise<MemoryEstimate> {
      const { shape, fileSize, settings: wanted, purpose, draft, adapters } = await disk.describe(name, null, chosen);
      return estimate({
        ...(await scheduler.room(name)),
        shape,
        fileSize,
        purpose,
        settings: wanted,
        draft: draft?.shape ?? null,
        adapters: adapters ?? 0,
      });
    },

    /** Whatever went wrong with a file: it gets another chance. */
    async forgetFailure({ name, path }: { name: string; path: string }): Promise<void> {
      opener.forget(path);
      scheduler.forgetFailure(name);
    },

    async status(): Promise<Omit<EngineStatus, 'problems'>> {
      const [machine, seen] = await Promise.all([readMachine(), engine.memory()]);
      const states = [...scheduler.states().values()];
      const loaded = states.find((state) => state.loaded)?.loaded;
      return {
        backend: loaded?.backend ?? seen?.backend ?? null,
        fallback: loaded?.fallback ?? null,
        devices: [...(seen?.deviceNames ?? [])],
        version: engineVersion,
        ...machineStatus(machine),
        vramTotal: seen?.vram?.total ?? 0,
        vramFree: seen?.vram?.free ?? 0,
        ramUsed: usedBy(states, 'ram'),
        vramUsed: usedBy(states, 'vram'),
      };
    },

    async close(): Promise<void> {
      await scheduler.close();
      // What is still being started would stay written down as if it had taken this process down.
      await Promise.allSettled(starts.values());
      await engine.close();
    },
  };
}

/** The engine in this process. It is loaded at first need: a start should not pay for it. */
function engineHere() {
  let runtime: Promise<typeof import('./engine/runtime.ts')> | undefined;
  const open: OpenModel = async (spec, hooks) => {
    runtime ??= import('./engine/runtime.ts');
    const { openModel } = await import('./engine/load.ts');
    return openModel(spec, hooks);
  };
  return {
    open,
    /** Gives what was found for what was asked. */
    async start(asked: Backend): Promise<Backend> {
      runtime ??= import('./engine/runtime.ts');
      const { backend } = await (await runtime).openRuntime(asked);
      return backend;
    },
    /** Null while it was not needed here. */
    memory: async () => (runtime ? (await runtime).memoryState() : null),
    close: async () => (await runtime)?.closeRuntimes(),
  };
}

const machineStatus = ({ isWsl, cores, ramTotal, ramFree }: Machine) => ({ isWsl, cores, ramTotal, ramFree });
