import type { LlamaModel, Token } from 'node-llama-cpp';
import { AppError } from '../../../shared/errors/app-error.ts';
import { contextTooLong } from './context-too-long.ts';
import { rankingInternals } from './internals.ts';
import type { Loaded, LoadedForReranking } from './loaded.ts';
import type { RankResult } from './request.ts';
import { mayFit } from './text-length.ts';
import { tokenizeText } from './tokens.ts';

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
  const { model, context, line, info } = loaded;
  const inputs: Token[][] = [];
  mayFit(query.length, info.contextSize);
  const question = await tokenizeText(model, query, false);
  for (const document of documents) {
    signal.throwIfAborted();
    mayFit(query.length + document.length, info.contextSize);
    const input = inputOf(loaded, question, await tokenizeText(model, document, false));
    if (input.length >= info.contextSize) throw contextTooLong(input.length, info.contextSize);
    inputs.push(input);
  }
  const scores: number[] = [];
  for (const input of inputs) {
    scores.push(await line.run(input.length, () => rankingInternals(context)._evaluateRankingForInput(input), signal));
  }
  return { scores, tokens: inputs.reduce((sum, input) => sum + input.length, 0) };
}

function inputOf({ context, model }: LoadedForReranking, question: readonly Token[], text: readonly Token[]): Token[] {
  const inner = rankingInternals(context);
  if (inner._template === undefined) return inner._getEvaluationInput(question, text);
  return fillTemplate(inner._template, { query: question, document: text }, (part) =>
    part === '' ? [] : model.tokenize(part, true),
  );
}

/**
 * The template says everything, as in llama.cpp's own server. The engine adds the token a text ends with, and puts it
 * in front.
 */
export function fillTemplate(
  template: string,
  values: Readonly<Record<'query' | 'document', readonly Token[]>>,
  tokenize: (part: string) => ReturnType<LlamaModel['tokenize']>,
): Token[] {
  return template.split(/(\{\{(?:query|document)\}\})/).flatMap((part) => {
    if (part === '{{query}}') return values.query;
    if (part === '{{document}}') return values.document;
    return tokenize(part);
  });
}
