import type { EngineModel } from '../engine/engine.ts';

/** Marks the first thing that is computed on a model, until it has come to something. `begin` gives what takes the mark back. */
export function guardFirstUse(model: EngineModel, begin: () => () => void): EngineModel {
  let isProven = false;
  async function guard<T>(work: () => Promise<T>): Promise<T> {
    if (isProven) return await work();
    const clear = begin();
    try {
      const result = await work();
      isProven = true;
      return result;
    } finally {
      clear();
    }
  }
  return {
    info: model.info,
    generate(request, signal) {
      const steps = model.generate(request, signal);
      return {
        next: () => guard(() => steps.next()),
        return: (value) => steps.return(value),
        throw: (error) => steps.throw(error),
        [Symbol.asyncIterator]() {
          return this;
        },
        [Symbol.asyncDispose]: () => steps[Symbol.asyncDispose](),
      };
    },
    embed: (texts, signal) => guard(() => model.embed(texts, signal)),
    rank: (query, documents, signal) => guard(() => model.rank(query, documents, signal)),
    tokenize: (text, options) => model.tokenize(text, options),
    detokenize: (tokens) => model.detokenize(tokens),
    count: (request) => model.count(request),
    close: () => model.close(),
    onLost: (listener) => model.onLost(listener),
  };
}
