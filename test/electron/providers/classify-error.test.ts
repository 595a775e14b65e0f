import { APICallError, LoadAPIKeyError, UnsupportedFunctionalityError } from '@ai-sdk/provider';
import { describe, expect, test } from 'vitest';
import { classifyError } from '../../../electron/providers/errors/classify-error.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { ErrorCode } from '../../../shared/errors/codes.ts';

const chat = { provider: 'My provider', host: 'api.example.com', modelId: 'some-model', hasContent: false };

const answered = (statusCode: number, body: unknown, responseHeaders: Record<string, string> = {}) =>
  new APICallError({
    message: 'the prompt is in here',
    url: 'https://api.example.com/v1/chat/completions',
    requestBodyValues: { messages: ['the prompt'] },
    statusCode,
    responseHeaders,
    responseBody: typeof body === 'string' ? body : JSON.stringify(body),
  });
const openAi = (fields: { message?: string; type?: string; code?: string | null }) => ({
  error: { message: 'No.', ...fields },
});
const network = (code: string) => {
  const cause = Object.assign(new Error(`connect ${code}`), { code });
  return new TypeError('fetch failed', { cause });
};

describe('what the status and the fields say', () => {
  // Catches: an error told as another one, so that a person changes the key when the credit is used up.
  test.each<[string, unknown, ErrorCode]>([
    ['400', answered(400, openAi({ type: 'invalid_request_error' })), 'PROVIDER_REJECTED'],
    ['401', answered(401, openAi({ code: 'invalid_api_key' })), 'INVALID_API_KEY'],
    ['400 plain text', answered(400, 'Invalid API key'), 'INVALID_API_KEY'],
    ['401 without a body', answered(401, ''), 'INVALID_API_KEY'],
    ['402', answered(402, openAi({})), 'PAYMENT_REQUIRED'],
    ['403', answered(403, openAi({})), 'PERMISSION_DENIED'],
    ['403 with HTML', answered(403, '<html>Forbidden</html>'), 'PERMISSION_DENIED'],
    ['404 for a model', answered(404, openAi({ code: 'model_not_found' })), 'MODEL_NOT_FOUND'],
    ['404 in words', answered(404, { error: 'model "x" not found, try pulling it first' }), 'MODEL_NOT_FOUND'],
    ['404 that names the model', answered(404, { error: "'some-model' is not here" }), 'MODEL_NOT_FOUND'],
    ['404 of a wrong address', answered(404, { detail: 'Not Found' }), 'PROVIDER_REJECTED'],
    ['404 with HTML', answered(404, '<h1>models</h1>'), 'PROVIDER_REJECTED'],
    ['408', answered(408, ''), 'PROVIDER_TIMEOUT'],
    ['413', answered(413, ''), 'CONTEXT_TOO_LONG'],
    ['400 context', answered(400, openAi({ code: 'context_length_exceeded' })), 'CONTEXT_TOO_LONG'],
    ['400 llama.cpp', answered(400, openAi({ type: 'exceed_context_size_error' })), 'CONTEXT_TOO_LONG'],
    ['400 content', answered(400, openAi({ code: 'content_policy_violation' })), 'CONTENT_REFUSED'],
    ['409', answered(409, ''), 'PROVIDER_UNHEALTHY'],
    ['410', answered(410, { error: 'This model is retired.' }), 'MODEL_NOT_FOUND'],
    ['413 in words', answered(413, openAi({ message: 'Request too large for a' })), 'CONTEXT_TOO_LONG'],
    ['501', answered(501, ''), 'PROVIDER_REJECTED'],
    ['422', answered(422, { detail: 'Unprocessable' }), 'PROVIDER_REJECTED'],
    ['429', answered(429, openAi({ code: 'rate_limit_exceeded' })), 'RATE_LIMITED'],
    ['429 no credit', answered(429, openAi({ code: 'insufficient_quota' })), 'PAYMENT_REQUIRED'],
    [
      '429 no credit in words',
      answered(429, openAi({ message: 'You exceeded your current quota.' })),
      'PAYMENT_REQUIRED',
    ],
    ['500', answered(500, openAi({ type: 'server_error' })), 'PROVIDER_UNHEALTHY'],
    ['503 plain text', answered(503, 'upstream connect error'), 'PROVIDER_UNHEALTHY'],
    [
      '500 about context is still a 500',
      answered(500, openAi({ message: 'maximum context length' })),
      'PROVIDER_UNHEALTHY',
    ],
    ['504', answered(504, ''), 'PROVIDER_TIMEOUT'],
    ['529', answered(529, openAi({ type: 'overloaded_error' })), 'PROVIDER_UNHEALTHY'],
    [
      '429 about today with a field',
      answered(429, openAi({ code: 'rate_limit_exceeded', message: 'You exceeded your current quota.' })),
      'RATE_LIMITED',
    ],
    [
      '429 too large',
      answered(429, openAi({ code: 'rate_limit_exceeded', message: 'Request too large for a' })),
      'CONTEXT_TOO_LONG',
    ],
    ['no way to ask', new UnsupportedFunctionalityError({ functionality: 'audio' }), 'MODEL_LACKS_CAPABILITY'],
    ['no key', new LoadAPIKeyError({ message: 'API key is missing.' }), 'INVALID_API_KEY'],
    ['an event: server error', { message: 'Out of memory.', type: 'server_error', code: null }, 'PROVIDER_UNHEALTHY'],
    ['an event: numeric code', { message: 'Bad gateway', code: 502 }, 'PROVIDER_UNHEALTHY'],
    ['an event: overloaded', { type: 'overloaded_error', message: 'Overloaded' }, 'PROVIDER_UNHEALTHY'],
    ['an event: in words only', { message: "This model's maximum context length is 10" }, 'CONTEXT_TOO_LONG'],
    ['an event without a word', {}, 'PROVIDER_BAD_ANSWER'],
    ['nothing at all', undefined, 'PROVIDER_BAD_ANSWER'],
    ['broken JSON', new SyntaxError('Unexpected token'), 'PROVIDER_BAD_ANSWER'],
    ['cancelled', new DOMException('aborted', 'AbortError'), 'CANCELLED'],
    ['timed out', new DOMException('timed out', 'TimeoutError'), 'PROVIDER_TIMEOUT'],
  ])('%s', (_name, thrown, code) => {
    expect(classifyError(thrown, chat).code).toBe(code);
  });
});

describe('what the network says', () => {
  // Catches: "fetch failed" on screen. The host and what to check must be named.
  test.each<[string, ErrorCode, RegExp]>([
    ['ECONNREFUSED', 'PROVIDER_UNREACHABLE', /server is running.*port/],
    ['ENOTFOUND', 'PROVIDER_UNREACHABLE', /cannot be found.*online/],
    ['EHOSTUNREACH', 'PROVIDER_UNREACHABLE', /firewall/],
    ['UND_ERR_CONNECT_TIMEOUT', 'PROVIDER_UNREACHABLE', /firewall/],
    ['ECONNRESET', 'PROVIDER_UNREACHABLE', /closed the connection/],
    ['UND_ERR_SOCKET', 'PROVIDER_UNREACHABLE', /closed the connection/],
    ['UND_ERR_HEADERS_TIMEOUT', 'PROVIDER_TIMEOUT', /too long/],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'PROVIDER_UNREACHABLE', /http:\/\//],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'PROVIDER_UNREACHABLE', /certificate/],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'PROVIDER_UNREACHABLE', /certificate/],
    ['CERT_HAS_EXPIRED', 'PROVIDER_UNREACHABLE', /certificate/],
    ['HOSTNAME_MISMATCH', 'PROVIDER_UNREACHABLE', /certificate/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'PROVIDER_UNREACHABLE', /certificate/],
    ['EAI_AGAIN', 'PROVIDER_UNREACHABLE', /cannot be found/],
    ['ERR_STREAM_PREMATURE_CLOSE', 'PROVIDER_UNREACHABLE', /closed the connection/],
    ['ERR_HTTP2_STREAM_ERROR', 'PROVIDER_UNREACHABLE', /closed the connection/],
    ['Z_BUF_ERROR', 'PROVIDER_UNREACHABLE', /closed the connection.*https:/],
    ['HPE_INVALID_CONSTANT', 'PROVIDER_UNREACHABLE', /does not speak HTTP.*port.*https:/],
  ])('%s', (reason, code, words) => {
    const error = classifyError(network(reason), chat);
    expect(error.code).toBe(code);
    expect(error.message).toMatch(words);
    expect(error.message).toContain(code === 'PROVIDER_UNREACHABLE' ? 'api.example.com' : 'My provider');
    expect(error.details).toMatchObject({ reason });
  });

  // Catches: what undici could not read, and gave no code, told as an answer that cannot be read.
  test('an answer that is no HTTP is known by its name', () => {
    const cause = Object.assign(new Error('Response does not match'), { name: 'HTTPParserError', code: undefined });
    const error = classifyError(new TypeError('fetch failed', { cause }), chat);
    expect(error).toMatchObject({ code: 'PROVIDER_UNREACHABLE', details: { reason: 'HPE_UNKNOWN' } });
  });

  // Catches: the limit of a model taken for that of the account because its words name both.
  test('a limit that names the model is of the model', () => {
    const scope = (message: string) => classifyError(answered(429, openAi({ message })), chat).details?.['scope'];
    expect(scope('The limit of your account is reached.')).toBe('account');
    expect(scope('The limit of your account for some-model is reached.')).toBeUndefined();
    expect(scope('Slow down.')).toBeUndefined();
  });

  // Catches: a connection lost in mid-answer told as a host that is not there.
  test('after the answer began it is an interruption', () => {
    expect(classifyError(network('UND_ERR_SOCKET'), { ...chat, hasContent: true }).code).toBe('STREAM_INTERRUPTED');
  });

  // Catches: a vendor's own code that looks a little like Node's being taken for a network failure.
  test('a vendor code in capitals is no network code', () => {
    expect(classifyError(answered(400, openAi({ code: 'ERROR' })), chat).code).toBe('PROVIDER_REJECTED');
    expect(classifyError({ code: 'EXPIRED', message: 'x' }, chat).code).toBe('PROVIDER_BAD_ANSWER');
  });
});

// Catches: waiting for seconds what is meant in milliseconds, or for a date as if it were a number.
test.each<[Record<string, string>, number | undefined]>([
  [{ 'retry-after': '7' }, 7000],
  [{ 'retry-after': '20', 'retry-after-ms': '1500' }, 1500],
  [{ 'retry-after': 'Thu, 01 Jan 1970 00:01:00 GMT' }, 50_000],
  [{ 'retry-after': 'soon' }, undefined],
  [{ 'retry-after': '-5' }, undefined],
  [{}, undefined],
])('retry-after %o', (headers, wanted) => {
  const error = classifyError(answered(429, '', headers), { ...chat, now: 10_000 });
  expect(error.details?.['retryAfter']).toBe(wanted);
  expect(error.retryable).toBe(true);
});

// Catches: waiting for a number that stands nearby though a better one is there, or where no wait helps.
test.each<[unknown, Record<string, string>, number | undefined]>([
  [openAi({ message: 'Try again in 9s.' }), { 'retry-after': '7' }, 7000],
  [openAi({ message: 'Try again in 9s.' }), { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '3' }, 3000],
  [openAi({ message: 'Try again in 9s.' }), { 'x-ratelimit-remaining': '5', 'x-ratelimit-reset': '3' }, 9000],
  [{ error: { details: [{ retryDelay: '4s' }], message: 'Try again in 9s.' } }, {}, 4000],
  [openAi({ code: 'insufficient_quota' }), { 'retry-after': '7' }, undefined],
])('the wait of %j with %o', (body, headers, wanted) => {
  expect(classifyError(answered(429, body, headers), chat).details?.['retryAfter']).toBe(wanted);
});

// Catches: a base URL blamed for a 404 that the vendor explained.
test('a 404 blames the address only where nothing else is said', () => {
  expect(classifyError(answered(404, { detail: 'Not Found' }), chat).message).toContain('base URL');
  expect(classifyError(answered(404, ''), chat).message).toContain('base URL');
  const explained = classifyError(answered(404, openAi({ message: 'No endpoints found that do that.' })), chat);
  expect(explained.message).toBe(
    'My provider refused the request (status 404). It said: No endpoints found that do that.',
  );
});

// Catches: the words of somebody in between shown where the vendor's own are there, and a wait by the wrong clock.
test('the message and the wait are those of who knows', () => {
  const gateway = (message: string) => ({
    error: { message, metadata: { raw: '{"error":{"message":"Tools are off."}}' } },
  });
  expect(classifyError(answered(400, gateway('Provider returned error')), chat).message).toContain(
    'It said: Tools are off.',
  );
  expect(classifyError(answered(400, gateway('a/b is busy.')), chat).message).toContain('It said: a/b is busy.');
  const dated = { date: 'Thu, 01 Jan 2026 00:00:00 GMT', 'retry-after': 'Thu, 01 Jan 2026 00:00:09 GMT' };
  expect(classifyError(answered(429, '', dated), chat).details?.['retryAfter']).toBe(9000);
});

// Catches: a refused field without its name, and a name that is a whole text.
test.each([
  ['temperature', 'temperature'],
  ['messages[0].content', 'messages[0].content'],
  ['a sentence about the prompt', undefined],
])('the field %s', (param, wanted) => {
  expect(classifyError(answered(400, { error: { message: 'No.', param } }), chat).details?.['param']).toBe(wanted);
});

// Catches: a body that is no error object breaking the reading of it, or nested so deep that it never ends.
test.each([
  'null',
  '[]',
  '5',
  '"text"',
  '{"error":null}',
  '{"error":[[[[[[[[{}]]]]]]]]}',
  '{"__proto__":{"code":"x"}}',
])('the body %s', (body) => {
  expect(classifyError(answered(400, body), chat).code).toBe('PROVIDER_REJECTED');
});

// Catches: an error of our own turned into a vendor's because a package wrapped it.
test('an AppError inside stays what it is', () => {
  const own = new AppError('VAULT_LOCKED', 'The vault is locked.');
  expect(classifyError(new Error('Connection error.', { cause: own }), chat)).toBe(own);
});

// Catches: prompts or answers reaching the log by way of `cause`, whose fields and messages carry them.
test('nothing of the request or the answer is kept', () => {
  const thrown = answered(400, openAi({ message: 'Bad key sk-abcdefghijklmnopqrstuvwx' }));
  const error = classifyError(thrown, chat);
  expect(error.message).toContain('Bad key sk-***');
  expect(JSON.stringify([error, (error.cause as Error).message])).not.toMatch(/prompt|abcdefgh/);
});

// Catches: a loop of causes hanging the host.
test('a chain of causes that bites its tail ends', () => {
  const snake: Error & { cause?: unknown } = new Error('a');
  snake.cause = new Error('b', { cause: snake });
  expect(classifyError(snake, chat).code).toBe('PROVIDER_BAD_ANSWER');
});
