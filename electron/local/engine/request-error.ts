import { AppError } from '../../../shared/errors/app-error.ts';

export const closedError = (): AppError => new AppError('CANCELLED', 'The model was unloaded.');

/** What a request failed with, in our words. */
export function toRequestError(error: unknown, closing: AbortSignal): AppError {
  if (error instanceof AppError) return error;
  if (closing.aborted) return closedError();
  if (error instanceof Error && error.name === 'AbortError') {
    return new AppError('CANCELLED', 'The request was cancelled.', { cause: error });
  }
  const said = error instanceof Error ? error.message : String(error);
  if (/grammar/i.test(said)) {
    return new AppError(
      'GRAMMAR_INVALID',
      'The grammar leads to a place where no token may follow. Correct the grammar.',
      {
        cause: error,
        details: { reason: said.slice(0, 300) },
      },
    );
  }
  return new AppError('INTERNAL', 'The engine failed while it worked on this request. Try again.', {
    cause: error,
    details: { reason: said.slice(0, 300) },
  });
}
