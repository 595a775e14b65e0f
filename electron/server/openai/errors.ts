import type { ErrorData } from '../../../shared/errors/app-error.ts';
import { type ErrorCode, errorCodes } from '../../../shared/errors/codes.ts';
import { type ErrorBody, errorBody } from '../../api/error-body.ts';

/** The words that programs of this dialect act upon. All other codes are our own. */
const words: Partial<Record<ErrorCode, string>> = {
  CONTEXT_TOO_LONG: 'context_length_exceeded',
  CONTENT_REFUSED: 'content_filter',
  MODEL_NOT_FOUND: 'model_not_found',
  RATE_LIMITED: 'rate_limit_exceeded',
  PAYMENT_REQUIRED: 'insufficient_quota',
  QUOTA_EXCEEDED: 'insufficient_quota',
  TOKEN_MISSING: 'invalid_api_key',
  TOKEN_INVALID: 'invalid_api_key',
  INVALID_API_KEY: 'invalid_api_key',
  UNSUPPORTED_PARAMETER: 'unsupported_parameter',
};

function bodyOf(data: ErrorData): { error: Omit<ErrorBody['error'], 'code'> & { code: string } } {
  const { error } = errorBody(data);
  return { error: { ...error, code: words[data.code] ?? data.code } };
}

export interface ErrorAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export function errorAnswer(data: ErrorData): ErrorAnswer {
  const wait = data.details?.['retryAfter'];
  return {
    status: errorCodes[data.code].status,
    headers: {
      'content-type': 'application/json',
      // The dialect's own packages ask again after any 409, 429 and 5xx that does not forbid it.
      'x-should-retry': String(data.retryable),
      ...(typeof wait === 'number' &&
        wait >= 0 && { 'retry-after': String(Math.ceil(wait / 1000)), 'retry-after-ms': String(Math.ceil(wait)) }),
    },
    body: JSON.stringify(bodyOf(data)),
  };
}

/** For an answer that has begun. Nothing comes after it. */
export const errorEvent = (data: ErrorData): string => `data: ${JSON.stringify(bodyOf(data))}\n\n`;
