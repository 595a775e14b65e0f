import type { Token } from 'node-llama-cpp';
import { AppError } from '../../../shared/errors/app-error.ts';
import { contextTooLong } from './context-too-long.ts';
import type { LoadedForChat } from './loaded.ts';
import type { TextRequest } from './request.ts';
import { mayFit } from './text-length.ts';
import { checkTokens, tokenizeText } from './tokens.ts';

/** A raw prompt as tokens. Special tokens written out in it count as such: it is the caller's own format. */
export async function promptTokens({ model, info }: LoadedForChat, request: TextRequest): Promise<Token[]> {
  const { prompt, suffix } = request;
  if (suffix !== null) return infillTokens(model, await asTokens(model, prompt, false), suffix);
  if (typeof prompt === 'string' && request.overflow === 'error') mayFit(prompt.length, info.contextSize);
  const tokens = await asTokens(model, prompt, true);
  const { bos, shouldPrependBosToken } = model.tokens;
  const begins = shouldPrependBosToken || tokens.length === 0;
  const whole = typeof prompt === 'string' && begins && bos !== null && tokens[0] !== bos ? [bos, ...tokens] : tokens;
  if (whole.length === 0) throw new AppError('VALIDATION_FAILED', 'The prompt is empty, and this model needs one.');
  return whole;
}

/** What of the prompt the context takes: all of it, or, where it may be shifted, its end. */
export function fitPrompt({ info, model }: LoadedForChat, request: TextRequest, tokens: readonly Token[]): Token[] {
  const limit = info.contextSize;
  if (tokens.length < limit) return [...tokens];
  if (request.overflow === 'error') throw contextTooLong(tokens.length, limit);
  const room = Math.floor(limit * keptOnShift);
  const { bos } = model.tokens;
  return tokens[0] === bos && bos !== null ? [bos, ...tokens.slice(1 - room)] : tokens.slice(-room);
}

/** How much of the context is filled again after a shift. */
export const keptOnShift = 0.75;

async function asTokens(model: LoadedForChat['model'], prompt: TextRequest['prompt'], special: boolean) {
  return typeof prompt === 'string' ? tokenizeText(model, prompt, special) : checkTokens(model, prompt);
}

async function infillTokens(model: LoadedForChat['model'], before: readonly Token[], suffix: string): Promise<Token[]> {
  const { prefix, suffix: after, middle } = model.tokens.infill;
  if (prefix === null || after === null) {
    throw new AppError(
      'MODEL_LACKS_CAPABILITY',
      'This model cannot fill in a gap: it has no tokens for it. Leave out the suffix or choose a code model.',
    );
  }
  const end = await tokenizeText(model, suffix, false);
  const { bos, shouldPrependBosToken } = model.tokens;
  const start = shouldPrependBosToken && bos !== null ? [bos] : [];
  if (middle === null) return [...start, after, ...end, prefix, ...before];
  return [...start, prefix, ...before, after, ...end, middle];
}
