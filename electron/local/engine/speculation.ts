import { basename } from 'node:path';
import type { LlamaContext, TokenPredictor } from 'node-llama-cpp';
import { AppError } from '../../../shared/errors/app-error.ts';
import { contextOptions, modelOptions } from './context-options.ts';
import type { LoadHooks, LoadSpec } from './engine.ts';
import { guard } from './guard.ts';
import { contextInternals } from './internals.ts';
import { toLoadError } from './load-error.ts';
import { loadLibrary, type Runtime } from './runtime.ts';
import { createSteps } from './steps.ts';

/** What guesses tokens ahead, one a sequence: they carry state. */
export interface Speculation {
  forSequence(index: number): { tokenPredictor?: TokenPredictor };
  /** Bytes of the draft model, if there is one. */
  readonly memory: { ram: number; vram: number };
  close(): Promise<void>;
}

const none: Speculation = {
  forSequence: () => ({}),
  memory: { ram: 0, vram: 0 },
  close: () => Promise.resolve(),
};

export async function openSpeculation(
  runtime: Runtime,
  context: LlamaContext,
  spec: LoadSpec,
  hooks: LoadHooks,
): Promise<Speculation> {
  const { speculation } = spec.settings;
  if (speculation.kind === 'off') return none;
  const { InputLookupTokenPredictor } = await loadLibrary();
  if (speculation.kind === 'lookup') {
    return { ...none, forSequence: () => ({ tokenPredictor: new InputLookupTokenPredictor() }) };
  }
  return openDraft(runtime, context, spec, hooks);
}

async function openDraft(
  runtime: Runtime,
  context: LlamaContext,
  spec: LoadSpec,
  hooks: LoadHooks,
): Promise<Speculation> {
  if (spec.draftPath === null) {
    throw new AppError('MODEL_NOT_FOUND', 'The draft model of these settings was not found. Choose another one.');
  }
  const { DraftSequenceTokenPredictor } = await loadLibrary();
  const draftSpec: LoadSpec = { ...spec, path: spec.draftPath };
  const {
    result: model,
    error,
    lines,
  } = await runtime.listen(() => runtime.llama.loadModel({ ...modelOptions(draftSpec), loadSignal: hooks.signal }));
  if (!model) throw await toLoadError(error, lines, draftSpec, hooks.signal);
  try {
    const draft = await model.createContext({
      ...contextOptions(model, { ...spec.settings, contextSize: context.contextSize, lora: [] }),
      createSignal: hooks.signal,
      ignoreMemorySafetyChecks: spec.ignoreMemoryChecks,
    });
    mustMatch(context, draft, spec);
    const steps = createSteps({ batchSize: draft.batchSize });
    return {
      forSequence: () => ({
        tokenPredictor: new DraftSequenceTokenPredictor(guard(draft.getSequence(), steps).sequence),
      }),
      memory: {
        ram: model.memoryUsage.ram + draft.memoryUsage.ram,
        vram: model.memoryUsage.vram + draft.memoryUsage.vram,
      },
      close: () => model.dispose(),
    };
  } catch (failure) {
    await model.dispose();
    throw failure;
  }
}

/** The engine looks at the first token it guesses, in the middle of somebody's answer. */
function mustMatch(context: LlamaContext, draft: LlamaContext, { path, draftPath }: LoadSpec): void {
  try {
    contextInternals(context)._ctx.ensureDraftContextIsCompatibleForSpeculative(contextInternals(draft)._ctx);
  } catch (cause) {
    throw new AppError(
      'UNSUPPORTED_PARAMETER',
      `${basename(draftPath ?? '')} cannot guess for ${basename(path)}: their vocabularies differ. Choose a draft model of the same family.`,
      { cause, details: { param: 'speculation' } },
    );
  }
}
