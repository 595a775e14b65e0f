import { AppError } from '../../../shared/errors/app-error.ts';
import type { GenerateRequest } from './request.ts';
import { checkNumber } from './sampling.ts';

const most = { stops: 64, stopLength: 1000, logprobs: 20 };

/** What is asked beside messages and tools, looked at before anything is begun. */
export function checkRequest({ maxTokens, stop, logprobs }: GenerateRequest): void {
  if (maxTokens !== null) checkNumber('maxTokens', maxTokens, { from: 1, to: 1e9, whole: true });
  if (logprobs !== null) checkNumber('logprobs', logprobs, { from: 0, to: most.logprobs, whole: true });
  if (stop.length > most.stops) throw refusal(`There are ${stop.length} stop strings. Send ${most.stops} at the most.`);
  if (stop.some((text) => text === '' || text.length > most.stopLength)) {
    throw refusal(`A stop string has 1 to ${most.stopLength} characters.`);
  }
}

const refusal = (message: string): AppError =>
  new AppError('VALIDATION_FAILED', message, { details: { param: 'stop' } });
