import type { LlamaContextSequence, LlamaModel } from 'node-llama-cpp';
import { AppError } from '../../../shared/errors/app-error.ts';
import { contextOptions } from './context-options.ts';
import type { LoadHooks, LoadSpec } from './engine.ts';
import { useFreeCores } from './free-cores.ts';
import { infoOf } from './info.ts';
import type { LoadedForChat } from './loaded.ts';
import { templateOf } from './prompt/template.ts';
import type { Runtime } from './runtime.ts';
import { createSlots, type OpenSlots } from './slots.ts';
import { openSpeculation, type Speculation } from './speculation.ts';
import { createSteps } from './steps.ts';

export interface Opened<Kind> {
  loaded: Kind;
  /** Stops what runs and frees everything but the model. */
  close(): Promise<void>;
  onLost(listener: (error: Error) => void): void;
}
export type OpenedChat = Opened<LoadedForChat>;

export async function openForChat(
  runtime: Runtime,
  model: LlamaModel,
  spec: LoadSpec,
  hooks: LoadHooks,
): Promise<OpenedChat> {
  const template = await templateOf(model);
  const context = await model.createContext({
    ...contextOptions(model, spec.settings),
    createSignal: hooks.signal,
    ignoreMemorySafetyChecks: spec.ignoreMemoryChecks,
  });
  const lost = new Set<(error: Error) => void>();
  if (spec.settings.threads === 'auto') useFreeCores(context, context.idealThreads);
  let speculation: Speculation | undefined;
  try {
    const opened = await openSpeculation(runtime, context, spec, hooks);
    speculation = opened;
    const sequences: LlamaContextSequence[] = [];
    for (let index = 0; index < context.totalSequences; index += 1) {
      sequences.push(context.getSequence({ contextShift: { strategy: neverShift }, ...opened.forSequence(index) }));
    }
    const steps = createSteps({
      batchSize: context.batchSize,
      ...(runtime.backend === 'cpu' && context.flashAttention !== false && { leastChunk: flashBlock }),
      onStall(error) {
        for (const listener of lost) listener(error);
      },
    });
    const slots: OpenSlots = createSlots(context, steps, sequences);
    return {
      loaded: {
        purpose: 'chat',
        llama: runtime.llama,
        model,
        context,
        slots,
        spec,
        info: infoOf(runtime, model, context, spec, { memory: opened.memory, template: template.name }),
      },
      onLost: (listener) => void lost.add(listener),
      async close() {
        await slots.close();
        await context.dispose();
        await opened.close();
      },
    };
  } catch (error) {
    await context.dispose();
    await speculation?.close();
    throw error;
  }
}

/** Where the CPU computes flash attention, fewer tokens than this at once take it as long as so many. */
const flashBlock = 64;

/** Every request is counted before it begins, so that nobody's text is thrown away unseen. */
function neverShift(): never {
  throw new AppError(
    'CONTEXT_TOO_LONG',
    'The context is full. Shorten the conversation or load the model with more context.',
  );
}
