import { expect, test } from 'vitest';
import { errorAnswer, errorEvent } from '../../../../electron/server/openai/errors.ts';
import { AppError, type ErrorDetails } from '../../../../shared/errors/app-error.ts';
import type { ErrorCode } from '../../../../shared/errors/codes.ts';

const errorOf = (code: ErrorCode, details: ErrorDetails = {}) =>
  new AppError(code, 'What and how.', { details }).toJSON();

// Catches: a program that asks again for ever, or gives up, because it does not know our word.
test.each<[ErrorCode, number, string, string]>([
  ['VALIDATION_FAILED', 400, 'invalid_request_error', 'VALIDATION_FAILED'],
  ['UNSUPPORTED_PARAMETER', 400, 'invalid_request_error', 'unsupported_parameter'],
  ['CONTEXT_TOO_LONG', 400, 'invalid_request_error', 'context_length_exceeded'],
  ['CONTENT_REFUSED', 400, 'invalid_request_error', 'content_filter'],
  ['TOKEN_INVALID', 401, 'authentication_error', 'invalid_api_key'],
  ['QUOTA_EXCEEDED', 402, 'insufficient_quota', 'insufficient_quota'],
  ['MODEL_NOT_FOUND', 404, 'not_found_error', 'model_not_found'],
  ['RATE_LIMITED', 429, 'rate_limit_error', 'rate_limit_exceeded'],
  ['PROVIDER_UNREACHABLE', 502, 'server_error', 'PROVIDER_UNREACHABLE'],
])('%s', (code, status, type, word) => {
  const answer = errorAnswer(errorOf(code, { param: 'messages[2].content' }));
  const error = { message: 'What and how.', type, code: word, param: 'messages[2].content' };
  expect(answer.status).toBe(status);
  expect(JSON.parse(answer.body)).toEqual({ error });
  expect(errorEvent(errorOf(code, { param: 'messages[2].content' }))).toBe(`data: ${JSON.stringify({ error })}\n\n`);
});

// Catches: a crash that is asked for three times, and a wait that nobody keeps.
test.each<[ErrorCode, ErrorDetails, Record<string, string>]>([
  ['RATE_LIMITED', { retryAfter: 1200.5 }, { 'x-should-retry': 'true', 'retry-after': '2', 'retry-after-ms': '1201' }],
  ['RATE_LIMITED', {}, { 'x-should-retry': 'true' }],
  ['MODEL_CRASHES', {}, { 'x-should-retry': 'false' }],
])('%s %o says when to come back', (code, details, headers) => {
  expect(errorAnswer(errorOf(code, details)).headers).toEqual({ 'content-type': 'application/json', ...headers });
});
