import { openai, type Row } from './row.ts';

export const hosts: readonly Row[] = [
  // https://docs.cohere.com/reference/errors
  [
    'too long',
    'cohere',
    400,
    { message: 'too many tokens: total number of tokens in the prompt cannot exceed 4081' },
    'CONTEXT_TOO_LONG',
  ],
  [
    'answer too long',
    'cohere',
    400,
    { message: 'too many tokens: max tokens must be less than or equal to 4096' },
    'PROVIDER_REJECTED',
  ],
  [
    'trial',
    'cohere',
    429,
    { message: 'You are using a Trial key, which is limited to 40 API calls / minute.' },
    'RATE_LIMITED',
  ],
  ['499', 'cohere', 499, { message: 'request cancelled' }, 'PROVIDER_UNHEALTHY'],

  // https://console.groq.com/docs/errors, https://inference-docs.cerebras.ai/support/error
  [
    '413',
    'groq',
    413,
    openai(
      'Request too large for model `a` on tokens per minute (TPM): Limit 6000, Requested 9000',
      'rate_limit_exceeded',
      'tokens',
    ),
    'CONTEXT_TOO_LONG',
  ],
  [
    'words',
    'groq',
    429,
    openai(
      'Rate limit reached. Please try again in 1.64s. Need more tokens? Upgrade.',
      'rate_limit_exceeded',
      'tokens',
    ),
    'RATE_LIMITED',
    { retryAfter: 1640 },
  ],
  [
    'queue',
    'cerebras',
    429,
    {
      message: "We're experiencing high traffic",
      type: 'too_many_requests_error',
      param: 'queue',
      code: 'queue_exceeded',
    },
    'RATE_LIMITED',
  ],
  [
    'used up',
    'cerebras',
    429,
    { message: 'Too many.', type: 'too_many_tokens_error', param: 'quota', code: 'token_quota_exceeded' },
    'RATE_LIMITED',
    {
      headers: {
        'x-ratelimit-remaining-tokens-day': '0',
        'x-ratelimit-reset-tokens-day': '33011.5',
        'x-ratelimit-remaining-requests-day': '5',
        'x-ratelimit-reset-requests-day': '40000',
      },
      retryAfter: 33_011_500,
    },
  ],

  // https://docs.mistral.ai/api/, https://api-docs.deepseek.com/quick_start/error_codes
  [
    'validation',
    'mistral',
    422,
    { object: 'error', message: { detail: [{ type: 'missing', loc: ['body', 'messages'], msg: 'Field required' }] } },
    'PROVIDER_REJECTED',
  ],
  [
    'capacity',
    'mistral',
    429,
    {
      object: 'error',
      message: 'Service tier capacity exceeded for this model.',
      type: 'service_tier_capacity_exceeded',
      code: '3505',
    },
    'RATE_LIMITED',
  ],
  [
    'balance',
    'deepseek',
    402,
    openai('Insufficient Balance', 'invalid_request_error', 'unknown_error'),
    'PAYMENT_REQUIRED',
  ],
  ['model', 'deepseek', 400, openai('Model Not Exist', 'invalid_request_error'), 'MODEL_NOT_FOUND'],

  // https://docs.fireworks.ai, https://docs.together.ai/docs/error-codes, https://docs.voyageai.com/docs/error-codes
  [
    'suspended',
    'fireworks',
    412,
    {
      error: {
        code: 'PRECONDITION_FAILED',
        message:
          'Account a is suspended, possibly due to reaching the monthly spending limit or failure to pay past invoices.',
      },
    },
    'PAYMENT_REQUIRED',
  ],
  [
    'too long',
    'fireworks',
    400,
    { error: { message: 'The prompt is too long: 140000, model maximum context length: 131071' } },
    'CONTEXT_TOO_LONG',
  ],
  ['model', 'together', 404, openai('Unable to access model a.', 'model_not_available'), 'MODEL_NOT_FOUND'],
  [
    'slow start',
    'compatible embed',
    429,
    {
      detail:
        'You have not yet added your payment method in the billing page and will have reduced rate limits of 3 RPM.',
    },
    'RATE_LIMITED',
  ],
  ['key', 'compatible embed', 401, { detail: 'Provided API key is invalid.' }, 'INVALID_API_KEY'],

  // https://replicate.com/docs/topics/predictions/rate-limits
  [
    'throttled',
    'replicate',
    429,
    { detail: 'Request was throttled. Expected available in 1 second.', status: 429 },
    'RATE_LIMITED',
    { retryAfter: 1000 },
  ],
  [
    'key',
    'replicate',
    401,
    { title: 'Unauthenticated', detail: 'You did not pass a valid authentication token', status: 401 },
    'INVALID_API_KEY',
  ],

  // https://help.elevenlabs.io/hc/en-us/articles/19572237925521
  [
    'quota as 401',
    'elevenlabs',
    401,
    { detail: { status: 'quota_exceeded', message: 'You have 0 credits remaining.' } },
    'PAYMENT_REQUIRED',
  ],
  [
    'no right',
    'elevenlabs',
    401,
    { detail: { status: 'missing_permissions', message: 'Missing.' } },
    'PERMISSION_DENIED',
  ],
  ['busy', 'elevenlabs', 429, { detail: { status: 'system_busy', message: 'High traffic.' } }, 'PROVIDER_UNHEALTHY'],
  ['many', 'elevenlabs', 429, { detail: { status: 'too_many_concurrent_requests', message: 'Wait.' } }, 'RATE_LIMITED'],

  // https://developers.deepgram.com/docs/errors
  ['key', 'deepgram', 401, { err_code: 'INVALID_AUTH', err_msg: 'Invalid credentials.' }, 'INVALID_API_KEY'],
  [
    'credits',
    'deepgram',
    402,
    { err_code: 'ASR_PAYMENT_REQUIRED', err_msg: 'Project does not have enough credits.' },
    'PAYMENT_REQUIRED',
  ],
  [
    'model',
    'deepgram',
    400,
    { err_code: 'Bad Request', err_msg: 'Bad Request: No such model/language/tier combination found.' },
    'MODEL_NOT_FOUND',
  ],

  // https://docs.z.ai/api-reference/api-code, https://novita.ai/docs/api-reference/basic-error-code
  [
    'balance',
    'compatible',
    429,
    openai('Insufficient balance or no resource package. Please recharge.', '1113'),
    'PAYMENT_REQUIRED',
  ],
  ['model', 'compatible', 400, openai('Unknown Model, please check the model code.', '1211'), 'MODEL_NOT_FOUND'],
  [
    'content',
    'compatible',
    400,
    openai('System detected potentially unsafe or sensitive content in input.', '1301'),
    'CONTENT_REFUSED',
  ],
  ['too long', 'compatible', 400, openai('Prompt exceeds max length', '1261'), 'CONTEXT_TOO_LONG'],
  ['key as 403', 'compatible', 403, { code: 403, reason: 'INVALID_API_KEY', message: 'No.' }, 'INVALID_API_KEY'],
  ['balance', 'compatible', 403, { code: 403, reason: 'NOT_ENOUGH_BALANCE', message: 'No.' }, 'PAYMENT_REQUIRED'],
];
