import { availableParallelism } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import type { Llama, LlamaGpuType, LlamaLogLevel } from 'node-llama-cpp';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Backend } from '../../../shared/model/load-settings.ts';
import { explainFallback, lookForGpu } from './backends.ts';
import type { LoadedInfo } from './engine.ts';

/** The engine with one backend, opened once for all models on it. */
export interface Runtime {
  readonly llama: Llama;
  readonly backend: LoadedInfo['backend'];
  /** Why it is not the backend that was asked for. */
  readonly fallback: string | null;
  readonly deviceNames: readonly string[];
  /** What the engine says while `work` runs: a load that fails gives its reason only here. */
  listen<Result>(
    work: () => Promise<Result>,
  ): Promise<{ result: Result | null; error: unknown; lines: readonly string[] }>;
}

export interface MemoryState {
  backend: LoadedInfo['backend'];
  deviceNames: readonly string[];
  /** Bytes. Video memory is null without a GPU. */
  ram: { total: number; free: number };
  vram: { total: number; used: number; free: number; unified: number } | null;
}

type Gpu = LlamaGpuType;
type Library = typeof import('node-llama-cpp');
interface Engine {
  llama: Llama;
  deviceNames: readonly string[];
  listeners: Set<string[]>;
}

/** One engine for each kind of GPU: two on the same binary would take each other's log, and end each other. */
const engines = new Map<Gpu, Promise<Engine>>();
let library: Promise<Library> | undefined;

/** Loads the engine at first need: it takes a third of a second, and a start should not pay for it. */
export function loadLibrary(): Promise<Library> {
  library ??= import('node-llama-cpp').catch((cause: unknown) => {
    library = undefined;
    throw unavailable(cause);
  });
  return library;
}

export async function openRuntime(asked: Backend): Promise<Runtime> {
  const { engine, problem } = await openBest(asked);
  const { llama, deviceNames, listeners } = engine;
  const backend = llama.gpu === false ? 'cpu' : llama.gpu;
  const found = backend === 'cpu' && asked !== 'cpu' ? await lookForGpu() : null;
  return {
    llama,
    backend,
    deviceNames,
    fallback: explainFallback({ asked, got: backend, found, problem }),
    async listen(work) {
      // Its lines come through the event loop, some time after what they tell of.
      await delay(lineDelay);
      const lines: string[] = [];
      listeners.add(lines);
      try {
        return { result: await work(), error: null, lines };
      } catch (error) {
        await delay(lineDelay);
        return { result: null, error, lines };
      } finally {
        listeners.delete(lines);
      }
    },
  };
}

const lineDelay = 20;
const longestDispose = 3000;
const mostLines = 400;

/** What the engine sees of this machine; null while no model was ever loaded, since looking would load the engine. */
export async function memoryState(): Promise<MemoryState | null> {
  const opened = await Promise.all(engines.values());
  const engine = opened.find(({ llama }) => llama.gpu !== false) ?? opened[0];
  if (!engine) return null;
  const { llama, deviceNames } = engine;
  const ram = await llama.getRamState();
  const vram = llama.gpu === false ? null : await llama.getVramState();
  return {
    backend: llama.gpu === false ? 'cpu' : llama.gpu,
    deviceNames,
    ram: { total: ram.total, free: ram.free },
    vram: vram && { total: vram.total, used: vram.used, free: vram.free, unified: vram.unifiedSize },
  };
}

/** Gives everything back, on a GPU in the order its driver wants: before the process ends. */
export async function closeRuntimes(): Promise<void> {
  const closing = [...engines.values()];
  engines.clear();
  for (const engine of await Promise.allSettled(closing)) {
    if (engine.status !== 'fulfilled') continue;
    // What a load that failed or was stopped left behind keeps the engine from ever ending, once it was collected.
    await Promise.race([engine.value.llama.dispose(), delay(longestDispose, null, { ref: false })]);
  }
}

/** What was asked for, or the best there is; the CPU where that does not start. */
async function openBest(asked: Backend): Promise<{ engine: Engine; problem: string | null }> {
  const { getLlamaGpuTypes } = await loadLibrary();
  let problem: string | null = null;
  // What does not belong to this system the engine takes for `auto`, and opens a second CPU engine.
  const possible = await getLlamaGpuTypes(asked === 'auto' ? 'supported' : 'allValid');
  for (const gpu of possible) {
    if (gpu === false || (asked !== 'auto' && gpu !== asked)) continue;
    try {
      return { engine: await engineFor(gpu), problem: null };
    } catch (error) {
      problem ??= error instanceof Error ? error.message : String(error);
    }
  }
  return { engine: await engineFor(false).catch(fail), problem };
}

function engineFor(gpu: Gpu): Promise<Engine> {
  let engine = engines.get(gpu);
  if (!engine) {
    engine = start(gpu);
    engines.set(gpu, engine);
    engine.catch(() => engines.delete(gpu));
  }
  return engine;
}

async function start(gpu: Gpu): Promise<Engine> {
  const { getLlama } = await loadLibrary();
  const listeners = new Set<string[]>();
  const llama = await getLlama({
    gpu,
    build: 'never',
    skipDownload: true,
    progressLogs: false,
    // An enum that only the engine itself has: importing it would load the engine.
    logLevel: 'info' as LlamaLogLevel,
    logger(_level, message) {
      for (const lines of listeners) if (lines.length < mostLines) lines.push(message.trimEnd());
    },
    maxThreads: availableParallelism(),
  });
  return { llama, deviceNames: await llama.getGpuDeviceNames(), listeners };
}

function fail(cause: unknown): never {
  throw unavailable(cause);
}

const unavailable = (cause: unknown): AppError =>
  new AppError(
    'ENGINE_UNAVAILABLE',
    'The engine for local models does not start on this machine. Install the app again, or use another provider.',
    { cause },
  );
