import { AppError } from '../../../shared/errors/app-error.ts';

export const contextTooLong = (tokens: number, limit: number, how: '' | 'at least' = ''): AppError =>
  new AppError(
    'CONTEXT_TOO_LONG',
    `The prompt has ${how && `${how} `}${tokens} tokens, and the model was loaded with a context of ${limit}. Shorten it, or load the model with more context.`,
    { details: { tokens, limit } },
  );
