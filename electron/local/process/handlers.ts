import { AppError } from '../../../shared/errors/app-error.ts';
import type { Backend } from '../../../shared/model/load-settings.ts';
import type { Handlers } from '../../api/router.ts';
import { reporting } from '../../lib/hand-over.ts';
import type { EngineModel, OpenModel } from '../engine/engine.ts';
import type { EngineContract } from './contract.ts';
import { type CheckTemplate, probe } from './probe-steps.ts';
import { untilTold } from './until-told.ts';

export interface EngineHandlersOptions {
  /** Starts the engine itself. Default: as a part of loading. */
  prepare?: (backend: Backend) => Promise<unknown>;
  openModel: OpenModel;
  checkTemplate: CheckTemplate;
}

/** The engine behind the contract: one process, one model. */
export function engineHandlers(options: EngineHandlersOptions): Handlers<EngineContract> {
  const { openModel, checkTemplate, prepare = async () => {} } = options;
  let model: EngineModel | undefined;
  const loaded = (): EngineModel => {
    if (model) return model;
    throw new AppError('CANCELLED', 'The model was unloaded.');
  };

  return {
    'engine.open': (spec, { signal }) =>
      reporting(async (onProgress) => {
        await prepare(spec.settings.backend);
        // Tells the host that what happens from here on is the model's doing.
        onProgress(0);
        await untilTold();
        model = await openModel(spec, { signal, onProgress });
        return model.info;
      }),
    'engine.generate': (request, { signal }) => loaded().generate(request, signal),
    'engine.embed': (texts, { signal }) => reporting(() => loaded().embed(texts, signal)),
    'engine.rank': ({ query, documents }, { signal }) => reporting(() => loaded().rank(query, documents, signal)),
    'engine.tokenize': ({ text, special }) => loaded().tokenize(text, { special }),
    'engine.detokenize': (tokens) => loaded().detokenize(tokens),
    'engine.count': (request) => loaded().count(request),
    'engine.ping': () => null,
    async 'engine.close'() {
      await model?.close();
      model = undefined;
      return null;
    },
    'engine.probe': (order, { signal }) =>
      reporting(async (tell) => {
        await probe(order, { prepare, openModel, checkTemplate, signal, tell });
        return null;
      }),
  };
}
