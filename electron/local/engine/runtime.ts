import { availableParallelism } from 'node:os';
import type { Llama, LlamaLogLevel } from 'node-llama-cpp';
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

type Gpu = 'cuda' | 'vulkan' | 'metal' | false;
type Library = typeof import('node-llama-cpp');

const opened = new Map<Backend, Promise<Runtime>>();
let library: Promise<Library> | undefined;

/** Loads the engine at first need: it takes a third of a second, and a start should not pay for it. */
export function loadLibrary(): Promise<Library> {
  library ??= import('node-llama-cpp').catch((cause: unknown) => {
    library = undefined;
    throw unavailable(cause);
  });
  return library;
}

export function openRuntime(backend: Backend): Promise<Runtime> {
  let runtime = opened.get(backend);
  if (!runtime) {
    runtime = open(backend);
    opened.set(backend, runtime);
    runtime.catch(() => opened.delete(backend));
  }
  return runtime;
}

/** What the engine sees of this machine; null while no model was ever loaded, since looking would load the engine. */
export async function memoryState(): Promise<MemoryState | null> {
  const runtimes = await Promise.all(opened.values());
  const runtime = runtimes.find(({ llama }) => llama.gpu !== false) ?? runtimes[0];
  if (!runtime) return null;
  const { llama, backend, deviceNames } = runtime;
  const ram = await llama.getRamState();
  const vram = llama.gpu === false ? null : await llama.getVramState();
  return {
    backend,
    deviceNames,
    ram: { total: ram.total, free: ram.free },
    vram: vram && { total: vram.total, used: vram.used, free: vram.free, unified: vram.unifiedSize },
  };
}

/** Gives everything back, on a GPU in the order its driver wants: before the process ends. */
export async function closeRuntimes(): Promise<void> {
  const closing = [...opened.values()];
  opened.clear();
  for (const runtime of await Promise.allSettled(closing)) {
    if (runtime.status === 'fulfilled') await runtime.value.llama.dispose();
  }
}

async function open(asked: Backend): Promise<Runtime> {
  const { llama, problem } = await openBest(asked);
  const backend = llama.gpu === false ? 'cpu' : llama.gpu;
  const found = backend === 'cpu' && asked !== 'cpu' ? await lookForGpu() : null;
  const listeners = new Set<string[]>();
  llama.logger = (_level, message) => {
    for (const lines of listeners) if (lines.length < mostLines) lines.push(message.trimEnd());
  };
  return {
    llama,
    backend,
    fallback: explainFallback({ asked, got: backend, found, problem }),
    deviceNames: await llama.getGpuDeviceNames(),
    async listen(work) {
      const lines: string[] = [];
      listeners.add(lines);
      try {
        return { result: await work(), error: null, lines };
      } catch (error) {
        return { result: null, error, lines };
      } finally {
        listeners.delete(lines);
      }
    },
  };
}

const mostLines = 400;

async function openBest(asked: Backend): Promise<{ llama: Llama; problem: string | null }> {
  const { getLlama } = await loadLibrary();
  const start = (gpu: 'auto' | Gpu) =>
    getLlama({
      gpu,
      build: 'never',
      skipDownload: true,
      progressLogs: false,
      // Its numbers stand in the engine's types as an enum that exists at run time only.
      logLevel: 'info' as LlamaLogLevel,
      logger: () => {},
      maxThreads: availableParallelism(),
    });
  if (asked === 'cpu') return { llama: await start(false).catch(fail), problem: null };
  try {
    return { llama: await start(asked), problem: null };
  } catch (error) {
    return { llama: await start(false).catch(fail), problem: error instanceof Error ? error.message : String(error) };
  }
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
