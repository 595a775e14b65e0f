import { AppError } from '../../shared/errors/app-error.ts';
import { optionsKeyOf } from '../providers/parameters/call-options.ts';
import type { TokenCounts, Work } from './work.ts';

export interface EmbeddingCall {
  values: readonly string[];
  /** Null: as many as the model gives. */
  dimensions: number | null;
}

export interface EmbeddingResult {
  usage: TokenCounts;
}

/** Asks for the vectors of texts; they come all at once, in the order of the texts. */
export const embeddingWork = ({ values, dimensions }: EmbeddingCall): Work<number[][], EmbeddingResult> => ({
  service: 'embedding',
  isRepeatable: true,
  async run({ connection, modelId, signal, patiently }, emit) {
    const model = await patiently(connection.model('embedding', modelId));
    const most = (await model.maxEmbeddingsPerCall) ?? values.length;
    const form = connection.parameters(modelId);
    const own = dimensions === null ? {} : { dimensions };
    const vectors: number[][] = [];
    let tokens: number | null = 0;
    for (let from = 0; from < values.length; from += most) {
      const part = values.slice(from, from + most);
      const asked = model.doEmbed({
        values: part,
        abortSignal: signal,
        providerOptions: { [optionsKeyOf(form, model.provider)]: own },
      });
      const { embeddings, usage } = await patiently(asked);
      if (embeddings.length !== part.length) throw tooFew(modelId);
      vectors.push(...embeddings);
      tokens = tokens === null || usage === undefined ? null : tokens + usage.tokens;
    }
    if (dimensions !== null && vectors.some(({ length }) => length !== dimensions))
      throw otherLength(modelId, dimensions);
    await emit(vectors);
    return { usage: { inputTokens: tokens, outputTokens: 0, reasoningTokens: null, cachedTokens: null } };
  },
});

const tooFew = (modelId: string): AppError =>
  new AppError('PROVIDER_BAD_ANSWER', `${modelId} did not answer for each text. Try again, or choose another model.`);

const otherLength = (modelId: string, dimensions: number): AppError =>
  new AppError(
    'UNSUPPORTED_PARAMETER',
    `${modelId} does not make vectors of ${dimensions} numbers. Leave "dimensions" out, or choose another model.`,
    { details: { param: 'dimensions', model: modelId } },
  );
