import { AppError } from '../../shared/errors/app-error.ts';

/** In a conversation that stays here the remedy is at hand: it is not under Routing. */
export function withLocalRemedy(error: AppError): AppError {
  const { code, details } = error;
  // Without a reason nobody at all was found.
  const why = String(details?.['why'] ?? 'not-local');
  if (code !== 'NO_TARGET' || !why.includes('not-local')) return error;
  const words =
    'This chat stays on this computer, and nobody here was chosen to answer. Choose a model on this computer, or switch ' +
    '"Only on this computer" off for this chat.';
  return new AppError('NO_TARGET', words, { cause: error, details: { ...details, reason: 'chat-stays-here' } });
}
