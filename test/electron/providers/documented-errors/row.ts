import type { ErrorCode } from '../../../../shared/errors/codes.ts';
import type { Package } from '../thrown-by.ts';

/** What it is, who reads it, the answer, and what it must come to. */
export type Row = [
  what: string,
  by: Package,
  status: number,
  body: unknown,
  code: ErrorCode,
  more?: { headers?: Record<string, string>; retryAfter?: number },
];

export const google = (code: number, status: string, message: string, ...details: unknown[]) => ({
  error: { code, message, status, details },
});
export const reason = (text: string) => ({ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: text });
export const retryIn = (retryDelay: string) => ({ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay });
export const quota = 'You exceeded your current quota, please check your plan and billing details.';
export const aws = (type: string) => ({ headers: { 'x-amzn-errortype': `${type}:http://internal.amazon.com/coral/` } });
export const anthropic = (type: string, message: string) => ({ type: 'error', error: { type, message } });
export const openai = (message: string, code: string | null = null, type = 'invalid_request_error') => ({
  error: { message, type, param: null, code },
});
