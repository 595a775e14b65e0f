import { AppError } from '../../../shared/errors/app-error.ts';
import type { Backend } from '../../../shared/model/load-settings.ts';
import type { Settings } from '../../../shared/model/settings.ts';
import type { Log } from '../../lib/log.ts';
import type { LoadHooks, LoadSpec, OpenedModel, OpenModel } from '../engine/engine.ts';
import type { CrashRecords } from './crash-records.ts';
import { fileState } from './fingerprint.ts';
import { guardFirstUse } from './first-use.ts';
import { decideIsolation } from './isolation.ts';
import type { ProbeOptions, ProbeOutcome } from './probe.ts';

export interface OpenerOptions {
  /** Starts the engine in this process, and tells what a backend that is asked for comes to on this machine. */
  start(asked: Backend): Promise<Backend>;
  inProcess: OpenModel;
  ownProcess: OpenModel;
  probe(path: string, options: Pick<ProbeOptions, 'purpose' | 'settings' | 'size' | 'signal'>): Promise<ProbeOutcome>;
  records: CrashRecords;
  setting(): Settings['engineIsolation'];
  log: Log;
}

export interface Opener {
  /** Tries files that were never loaded here, then loads where experience says. Throws AppErrors only. */
  open(spec: LoadSpec, hooks: LoadHooks): Promise<OpenedModel>;
  /** A file that failed its first load, or took the host down, gets another chance. */
  forget(path: string): void;
}

export function createOpener(options: OpenerOptions): Opener {
  const { inProcess, ownProcess, records, log } = options;

  /** Throws when the first load fails, or failed the last time. Gives the file's fingerprint. */
  async function tryOut({ path, settings, purpose }: LoadSpec, signal: AbortSignal): Promise<string> {
    const adapters = settings.lora.map((adapter) => adapter.path);
    const { fingerprint, size } = await fileState(path, adapters);
    const { backend } = settings;
    const { passed, failures } = records.file(fingerprint);
    const known = failures[backend];
    if (known) throw AppError.from({ ...known, details: { ...known.details, isRemembered: true } });
    if (passed.includes(backend)) return fingerprint;
    log.info({ path }, 'a model file is tried out in a process of its own');
    const outcome = await options.probe(path, { purpose, settings, size, signal });
    if (outcome.ok) {
      records.savePassed(fingerprint, backend);
      return fingerprint;
    }
    if (outcome.isLasting) records.saveFailure(fingerprint, { backend, error: outcome.error });
    throw AppError.from(outcome.error);
  }

  async function openHere(fingerprint: string, spec: LoadSpec, hooks: LoadHooks): Promise<OpenedModel> {
    const loaded = records.begin(fingerprint, { backend: await options.start(spec.settings.backend), stage: 'load' });
    try {
      const model = await inProcess(spec, hooks);
      const { backend } = model.info;
      const guarded = guardFirstUse(model, () => records.begin(fingerprint, { backend, stage: 'first-token' }));
      return { ...guarded, ownProcess: null };
    } finally {
      loaded();
    }
  }

  return {
    async open(spec, hooks) {
      if (hooks.signal.aborted) throw new AppError('CANCELLED', 'Loading the model was cancelled.');
      const fingerprint = await tryOut(spec, hooks.signal);
      if (spec.draftPath !== null) {
        // What is laid over the model is not laid over its draft.
        await tryOut({ ...spec, path: spec.draftPath, settings: { ...spec.settings, lora: [] } }, hooks.signal);
      }
      const { backend } = spec.settings;
      const { crashes } = records.file(fingerprint);
      const crashedBackends = records.crashedBackends();
      const { where, why } = decideIsolation({ setting: options.setting(), backend, crashes, crashedBackends });
      if (where === 'in-process') return await openHere(fingerprint, spec, hooks);
      log.info({ path: spec.path, why }, 'a model gets a process of its own');
      return { ...(await ownProcess(spec, hooks)), ownProcess: why };
    },
    forget: (path) => records.forget(path),
  };
}
