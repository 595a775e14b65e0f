import type { Token } from 'node-llama-cpp';
import { contextOptions } from '../../../../electron/local/engine/context-options.ts';
import type { EngineModel, LoadSpec } from '../../../../electron/local/engine/engine.ts';
import { openModel } from '../../../../electron/local/engine/load.ts';
import type { GenerateDelta, GenerateEnd, TextRequest } from '../../../../electron/local/engine/request.ts';
import { openRuntime } from '../../../../electron/local/engine/runtime.ts';
import { createSlots } from '../../../../electron/local/engine/slots.ts';
import { createSteps, type StepOptions } from '../../../../electron/local/engine/steps.ts';
import { type LoadChoices, loadSettings } from '../../../../shared/model/load-settings.ts';
import { type TestModelName, testModel } from '../../../helpers/models/test-model.ts';

export const never = new AbortController().signal;
export const quietly = { signal: never, onProgress: () => {} };

/** Small and with one thread: two that wait for each other on a busy machine are fifty times slower. */
export const specOf = (path: string, choices: LoadChoices = {}, purpose: LoadSpec['purpose'] = 'chat'): LoadSpec => ({
  path,
  purpose,
  settings: loadSettings.parse({ backend: 'cpu', threads: 1, contextSize: 1024, slots: 2, ...choices }),
  draftPath: null,
  ignoreMemoryChecks: true,
});

export const open = (path: string, choices?: LoadChoices, purpose?: LoadSpec['purpose']): Promise<EngineModel> =>
  openModel(specOf(path, choices, purpose), quietly);

/** What is under a chat model, for tests that look between two steps. */
export async function openParts(
  choices: LoadChoices = {},
  stepOptions: Partial<StepOptions> = {},
  name: TestModelName = 'talker',
) {
  const { settings } = specOf('', choices);
  const { llama } = await openRuntime('cpu');
  const model = await llama.loadModel({ modelPath: await testModel(name) });
  const context = await model.createContext(contextOptions(model, settings));
  const steps = createSteps({ batchSize: context.batchSize, ...stepOptions });
  const sequences = Array.from({ length: settings.slots }, () => context.getSequence());
  const slots = createSlots(context, steps, sequences);
  const tokens = (text: string): Token[] => model.tokenize(turn(text), true);
  return {
    llama,
    model,
    context,
    steps,
    slots,
    tokens,
    /** As many tokens as that, none of which ends anything. */
    long: (length: number, from = 0): Token[] =>
      tokens('abcdefgh')
        .slice(0, 1)
        .concat(letters(model.tokenize('zyxwv', true), length, from)),
    close: async () => {
      await slots.close();
      await model.dispose();
    },
  };
}

const letters = (known: readonly Token[], length: number, from: number): Token[] =>
  Array.from(
    { length: length - 1 },
    (_, index) => known[(index * 7 + Math.floor(index / 5) + from) % known.length] as Token,
  );

/** A question in the talker's own form. */
export const turn = (text: string): string => `<|im_start|>user\n${text}<|im_end|>\n<|im_start|>assistant\n`;

export const textRequest = (prompt: TextRequest['prompt'], more: Partial<TextRequest> = {}): TextRequest => ({
  kind: 'text',
  prompt,
  suffix: null,
  echo: false,
  maxTokens: 40,
  stop: [],
  sampling: { temperature: 0 },
  logprobs: null,
  overflow: 'error',
  ...more,
});

export async function answer(
  model: EngineModel,
  request: TextRequest,
  signal: AbortSignal = never,
): Promise<{ text: string; deltas: GenerateDelta[]; end: GenerateEnd }> {
  const deltas: GenerateDelta[] = [];
  const run = model.generate(request, signal);
  for (;;) {
    const next = await run.next();
    if (next.done) return { text: textOf(deltas), deltas, end: next.value };
    deltas.push(next.value);
  }
}

const textOf = (deltas: readonly GenerateDelta[]): string =>
  deltas.map((delta) => (delta.kind === 'text' ? delta.text : '')).join('');
