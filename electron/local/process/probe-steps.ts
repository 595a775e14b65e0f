import { AppError } from '../../../shared/errors/app-error.ts';
import type { Backend } from '../../../shared/model/load-settings.ts';
import type { EngineModel, LoadSpec, OpenModel } from '../engine/engine.ts';
import type { GenerateRequest } from '../engine/request.ts';
import type { ProbeOrder, ProbeStage } from './contract.ts';
import { untilTold } from './until-told.ts';

/** Renders a file's chat template where that can be stopped. Throws when it never ends. */
export type CheckTemplate = (path: string, options: { limit: number; signal: AbortSignal }) => Promise<void>;

export interface ProbeTools {
  prepare(backend: Backend): Promise<unknown>;
  openModel: OpenModel;
  checkTemplate: CheckTemplate;
  signal: AbortSignal;
  tell(stage: ProbeStage): void;
}

/** In the child: everything a file can do to an engine, in the order in which it would do it. */
export async function probe({ spec, templateLimit }: ProbeOrder, tools: ProbeTools): Promise<void> {
  const { signal } = tools;
  const tell = async (stage: ProbeStage): Promise<void> => {
    tools.tell(stage);
    await untilTold();
  };
  if (spec.purpose === 'chat') {
    await tell('template');
    await tools.checkTemplate(spec.path, { limit: templateLimit, signal });
  }
  await tell('engine');
  await tools.prepare(spec.settings.backend);
  await tell('load');
  const model = await tools.openModel(spec, { signal, onProgress: () => {} });
  await tell('first-token');
  await use(model, { spec, signal });
}

async function use(model: EngineModel, { spec, signal }: { spec: LoadSpec; signal: AbortSignal }): Promise<void> {
  switch (spec.purpose) {
    case 'embedding':
      await model.embed(['Hi'], signal);
      return;
    case 'reranking':
      await model.rank('Hi', ['Hi'], signal);
      return;
    case 'chat':
      await answer(model, signal);
  }
}

async function answer(model: EngineModel, signal: AbortSignal): Promise<void> {
  if (model.info.template === null) return await untilEnd(model.generate(plain, signal));
  try {
    await untilEnd(model.generate(chat, signal));
  } catch (error) {
    // What a template says on its own may be more than the little context of a probe: no fault of the file.
    if (!(error instanceof AppError && error.code === 'CONTEXT_TOO_LONG')) throw error;
    await untilEnd(model.generate(plain, signal));
  }
}

async function untilEnd(steps: ReturnType<EngineModel['generate']>): Promise<void> {
  for (let step = await steps.next(); !step.done; ) step = await steps.next();
}

const common = { maxTokens: 1, stop: [], sampling: { temperature: 0 }, logprobs: null, overflow: 'error' } as const;
const plain: GenerateRequest = { kind: 'text', prompt: 'Hi', suffix: null, echo: false, ...common };
const chat: GenerateRequest = {
  kind: 'chat',
  messages: [{ role: 'user', text: 'Hi' }],
  tools: [],
  toolChoice: 'auto',
  parallelTools: true,
  format: { kind: 'text' },
  thinking: null,
  ...common,
};
