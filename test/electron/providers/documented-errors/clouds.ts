import { aws, type Row } from './row.ts';

export const clouds: readonly Row[] = [
  // https://docs.aws.amazon.com/bedrock/latest/userguide/troubleshooting-api-error-codes.html
  [
    'no access',
    'bedrock',
    403,
    { message: 'You have no access to the model.' },
    'PERMISSION_DENIED',
    aws('AccessDeniedException'),
  ],
  [
    'bearer',
    'bedrock',
    403,
    { Message: 'Authentication failed: Please make sure your API Key is valid.' },
    'INVALID_API_KEY',
    aws('AccessDeniedException'),
  ],
  [
    'signature',
    'bedrock',
    403,
    { message: 'The signature does not match.' },
    'INVALID_API_KEY',
    aws('InvalidSignatureException'),
  ],
  ['type in body', 'bedrock', 400, { __type: 'com.amazon.coral.service#ExpiredTokenException' }, 'INVALID_API_KEY'],
  [
    'model',
    'bedrock',
    400,
    { message: 'The provided model identifier is invalid.' },
    'MODEL_NOT_FOUND',
    aws('ValidationException'),
  ],
  [
    'too long',
    'bedrock',
    400,
    { message: 'Input is too long for requested model.' },
    'CONTEXT_TOO_LONG',
    aws('ValidationException'),
  ],
  ['cold', 'bedrock', 429, { message: 'The model is not ready.' }, 'PROVIDER_UNHEALTHY', aws('ModelNotReadyException')],
  ['slow', 'bedrock', 408, { message: 'It took too long.' }, 'PROVIDER_TIMEOUT', aws('ModelTimeoutException')],
  ['broken', 'bedrock', 424, { message: 'The model failed.' }, 'PROVIDER_UNHEALTHY', aws('ModelErrorException')],

  // https://learn.microsoft.com/azure/ai-foundry/openai/
  [
    'deployment',
    'azure',
    404,
    { error: { code: 'DeploymentNotFound', message: 'It does not exist.' } },
    'MODEL_NOT_FOUND',
  ],
  ['resource', 'azure', 404, { error: { code: '404', message: 'Resource not found' } }, 'PROVIDER_REJECTED'],
  [
    'filter',
    'azure',
    400,
    { error: { code: 'x', message: 'y', innererror: { code: 'ResponsibleAIPolicyViolation' } } },
    'CONTENT_REFUSED',
  ],
  [
    '429',
    'azure',
    429,
    { error: { code: '429', message: 'Rate limit is exceeded. Try again in 8 seconds.' } },
    'RATE_LIMITED',
    { retryAfter: 8000 },
  ],

  // https://openrouter.ai/docs/api/reference/errors-and-debugging
  ['credits', 'openrouter', 402, { error: { code: 402, message: 'Insufficient credits' } }, 'PAYMENT_REQUIRED'],
  [
    'moderated',
    'openrouter',
    403,
    {
      error: {
        code: 403,
        message: 'Your input was flagged for "x". No credits were charged.',
        metadata: { reasons: ['x'] },
      },
    },
    'CONTENT_REFUSED',
  ],
  ['model', 'openrouter', 400, { error: { code: 400, message: 'a/b is not a valid model ID' } }, 'MODEL_NOT_FOUND'],
  [
    'upstream',
    'openrouter',
    429,
    {
      error: {
        code: 429,
        message: 'Provider returned error',
        metadata: { raw: '{"error":{"type":"overloaded_error"}}' },
      },
    },
    'PROVIDER_UNHEALTHY',
  ],
  [
    'no route',
    'openrouter',
    404,
    { error: { code: 404, message: 'No endpoints found that support tool use.' } },
    'PROVIDER_REJECTED',
  ],

  // https://docs.github.com/en/github-models
  [
    'minute',
    'compatible',
    429,
    {
      error: {
        code: 'RateLimitReached',
        message: 'Rate limit of 10 per 60s exceeded for UserByModelByMinute. Please wait 42 seconds before retrying.',
      },
    },
    'RATE_LIMITED',
    { retryAfter: 42_000 },
  ],
  [
    'remaining',
    'compatible',
    429,
    'Too many requests.',
    'RATE_LIMITED',
    { headers: { 'x-ratelimit-timeremaining': '37' }, retryAfter: 37_000 },
  ],
  [
    'too long',
    'compatible',
    413,
    { error: { code: 'tokens_limit_reached', message: 'Request body too large. Max size: 8000 tokens.' } },
    'CONTEXT_TOO_LONG',
  ],
  ['model', 'compatible', 400, { error: { code: 'unknown_model', message: 'Unknown model: a' } }, 'MODEL_NOT_FOUND'],

  // https://platform.stability.ai/docs/api-reference, https://developers.cloudflare.com/workers-ai/platform/errors/
  ['moderated', 'compatible', 403, { id: 'a', name: 'content_moderation', errors: ['Flagged.'] }, 'CONTENT_REFUSED'],
  [
    'credits',
    'compatible',
    402,
    { id: 'a', name: 'payment_required', errors: ['You lack sufficient credits.'] },
    'PAYMENT_REQUIRED',
  ],
  [
    'model',
    'compatible',
    400,
    { success: false, errors: [{ code: 5007, message: 'No such model a or task' }] },
    'MODEL_NOT_FOUND',
  ],
  [
    'day',
    'compatible',
    429,
    {
      success: false,
      errors: [{ code: 3036, message: 'You have used up your daily free allocation of 10,000 neurons.' }],
    },
    'PAYMENT_REQUIRED',
  ],
];
