import { AppError } from '../../../shared/errors/app-error.ts';
import { contextTooLong } from './context-too-long.ts';
import type { Loaded } from './loaded.ts';
import type { RankResult } from './request.ts';

/** How well each document answers the query, from 0 to 1. */
export async function rankDocuments(
  loaded: Loaded,
  query: string,
  documents: readonly string[],
  signal: AbortSignal,
): Promise<RankResult> {
  if (loaded.purpose !== 'reranking') {
    throw new AppError('MODEL_LACKS_CAPABILITY', 'This model was not loaded for ranking. Choose a reranking model.');
  }
  const { context, info } = loaded;
  let tokens = 0;
  for (const document of documents) {
    signal.throwIfAborted();
    const length = context.calculateInputLength(query, document);
    if (length >= info.contextSize) throw contextTooLong(length, info.contextSize);
    tokens += length;
  }
  const scores: number[] = [];
  for (const document of documents) {
    signal.throwIfAborted();
    scores.push(await context.rank(query, document));
  }
  return { scores, tokens };
}
