import { AppError } from '../../shared/errors/app-error.ts';
import type { GatewayRequest } from './request.ts';
import type { TokenCounts } from './work.ts';

/** Throws when a request may not go on. Keys of callers, limits and budgets are asked here, for every door alike. */
export function admit<Item, Result extends { usage: TokenCounts }>({
  content,
  signal,
}: Pick<GatewayRequest<Item, Result>, 'content' | 'signal'>): void {
  if (signal.aborted) throw new AppError('CANCELLED', 'The request was cancelled.');
  if (content.texts.length === 0) throw new AppError('VALIDATION_FAILED', 'There is no message to answer.');
}
