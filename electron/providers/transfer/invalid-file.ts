import { AppError } from '../../../shared/errors/app-error.ts';

/** The window has words of its own for each. */
type FileReason = 'too-large' | 'not-json' | 'not-ours' | 'too-new' | 'damaged' | 'changed' | 'wrong-passphrase';

export const invalidFile = (reason: FileReason, message: string): AppError =>
  new AppError('VALIDATION_FAILED', message, {
    details: { param: reason === 'wrong-passphrase' ? 'passphrase' : 'text', reason },
  });
