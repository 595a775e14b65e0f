import type { ErrorData } from '../../../shared/errors/app-error.ts';
import type { LoadSettings } from '../../../shared/model/load-settings.ts';
import type { LoadedModel, LoadState } from '../../../shared/model/local-model.ts';
import type { Log } from '../../lib/log.ts';
import type { EngineModel, LoadHooks, LoadSpec, ModelPurpose, OpenedModel } from '../engine/engine.ts';
import type { MachineMemory, Room } from '../memory/fit.ts';
import type { MemoryShape } from '../memory/shape.ts';

/** What loading a model means, read anew for each load: settings change, files go. */
export interface ModelDescription {
  path: string;
  purpose: ModelPurpose;
  settings: LoadSettings;
  /** Bytes of all its files. */
  fileSize: number;
  /** Null when its header does not tell. */
  shape: MemoryShape | null;
  draft: { path: string; shape: MemoryShape | null } | null;
  /** Bytes of its adapters. Default: 0. */
  adapters?: number;
}

export interface SchedulerPorts {
  open(spec: LoadSpec, hooks: LoadHooks): Promise<OpenedModel>;
  /** Without a purpose: what the model is for. Throws when there is no such model. */
  describe(name: string, purpose: ModelPurpose | null): Promise<ModelDescription>;
  machine(): MachineMemory | Promise<MachineMemory>;
  /** Bytes that local models may take together, RAM and VRAM; null is what the machine has. */
  limit(): number | null;
  /** Minutes after the last answer until a model is unloaded; 0 is at once, null is never. */
  keepAlive(name: string): number | null;
  log: Pick<Log, 'info' | 'warn'>;
  onChange(name: string): void;
  onProgress?(name: string, progress: number): void;
  /** Default: the system's clock, in ms. */
  now?(): number;
  /** Gives what stops it. Default: the system's timers. */
  setTimer?(run: () => void, milliseconds: number): () => void;
  /** Requests that may wait, for all models together. Default: 128. */
  longestQueue?: number;
}

/** A loaded model for the time of one request: nobody else's wish unloads it meanwhile. */
export interface Lease {
  readonly model: EngineModel;
  release(): void;
}

export interface AcquireOptions {
  signal: AbortSignal;
  purpose: ModelPurpose;
}

export interface LoadOptions {
  signal: AbortSignal;
  /** 0 to 1. */
  onProgress?(progress: number): void;
  /** Load even what will not fit. */
  ignoreMemory?: boolean;
}

/** A model as far as the scheduler knows it. */
export interface ModelState {
  state: LoadState;
  progress: number | null;
  /** Requests being answered, and those that wait. */
  running: number;
  queued: number;
  isPinned: boolean;
  loaded: LoadedModel | null;
  /** Why the last load failed; null once one succeeded. */
  failure: ErrorData | null;
}

export interface Scheduler {
  /** Waits for memory and for its turn; loads the model when it is not. */
  acquire(name: string, options: AcquireOptions): Promise<Lease>;
  /** By somebody's own wish: goes before requests that would keep others loaded. */
  load(name: string, options: LoadOptions): Promise<LoadedModel>;
  /** Refused while it answers, but with force: then the answers end. A pinned model goes too. */
  unload(name: string, options: { force: boolean }): Promise<void>;
  /** A pinned model is never unloaded to make room, nor for being idle. */
  pin(name: string, isPinned: boolean): void;
  state(name: string): ModelState;
  /** The room a model would have: whatever else is loaded and not pinned can go. */
  room(name: string): Promise<Room>;
  /** Of every model that is loaded, waited for, pinned, or failed to load. */
  states(): Map<string, ModelState>;
  /** Ms that recent requests took, each; null while none was answered. */
  averageTime(): number | null;
  forgetFailure(name: string): void;
  /** Keep-alive times or the limit changed. */
  settingsChanged(): void;
  /** Ends everything that waits or runs, and unloads all. */
  close(): Promise<void>;
}
