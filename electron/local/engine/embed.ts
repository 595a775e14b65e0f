import type { LlamaModel, Token } from 'node-llama-cpp';
import { AppError } from '../../../shared/errors/app-error.ts';
import { contextTooLong } from './context-too-long.ts';
import type { Loaded } from './loaded.ts';
import type { EmbedResult } from './request.ts';
import { mayFit } from './text-length.ts';
import { tokenizeText } from './tokens.ts';

/** A vector of length 1 for each text. All are looked at before the first is read, so that none is read in vain. */
export async function embedTexts(loaded: Loaded, texts: readonly string[], signal: AbortSignal): Promise<EmbedResult> {
  if (loaded.purpose !== 'embedding') {
    throw new AppError(
      'MODEL_LACKS_CAPABILITY',
      'This model was not loaded for embeddings. Choose an embedding model.',
    );
  }
  const { model, context, line, info } = loaded;
  const inputs: Token[][] = [];
  for (const [index, text] of texts.entries()) {
    signal.throwIfAborted();
    mayFit(text.length, info.contextSize);
    const words = await tokenizeText(model, text, false);
    if (words.length === 0) throw new AppError('VALIDATION_FAILED', `Text ${index + 1} is empty. Leave it out.`);
    const tokens = wrap(model, words);
    if (tokens.length >= info.contextSize) throw contextTooLong(tokens.length, info.contextSize);
    inputs.push(tokens);
  }
  const vectors: number[][] = [];
  for (const tokens of inputs) {
    const { vector } = await line.run(tokens.length, () => context.getEmbeddingFor(tokens), signal);
    vectors.push(normalised(vector));
  }
  return { vectors, tokens: inputs.reduce((sum, tokens) => sum + tokens.length, 0) };
}

/** With the tokens a text begins and ends with in training, which the engine would add only after we counted. */
export function wrap(model: LlamaModel, tokens: readonly Token[]): Token[] {
  const { bos, eos, sep, shouldPrependBosToken, shouldAppendEosToken } = model.tokens;
  const kind = String(model.vocabularyType);
  const first = kind === 'wpm' || (shouldPrependBosToken && kind !== 'ugm') ? bos : null;
  const last = kind === 'wpm' ? sep : shouldAppendEosToken || kind === 'ugm' ? eos : null;
  const begun = first !== null && tokens[0] !== first ? [first, ...tokens] : [...tokens];
  return last !== null && begun.at(-1) !== last ? [...begun, last] : begun;
}

function normalised(vector: readonly number[]): number[] {
  const length = Math.hypot(...vector);
  if (!Number.isFinite(length)) {
    throw new AppError(
      'MODEL_FILE_INVALID',
      'This model gives no numbers: its weights are damaged. Download it again.',
    );
  }
  return length === 0 ? [...vector] : vector.map((value) => value / length);
}
