import type { Row } from './row.ts';

export const servers: readonly Row[] = [
  // https://huggingface.co/docs/inference-providers, text-generation-inference
  [
    'credits',
    'compatible',
    402,
    { error: 'You have exceeded your monthly included credits for Inference Providers.' },
    'PAYMENT_REQUIRED',
  ],
  [
    'loading',
    'compatible',
    503,
    { error: 'Model a is currently loading', estimated_time: 20.5 },
    'PROVIDER_UNHEALTHY',
    { retryAfter: 20_500 },
  ],
  [
    'too long',
    'compatible',
    422,
    {
      error: 'Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4097. Given: 9000',
      error_type: 'validation',
    },
    'CONTEXT_TOO_LONG',
  ],
  [
    'retired',
    'compatible',
    410,
    { error: 'The requested model is deprecated and no longer supported.' },
    'MODEL_NOT_FOUND',
  ],

  // https://github.com/ggml-org/llama.cpp/tree/master/tools/server, vLLM, LM Studio, Ollama
  [
    'too long',
    'compatible',
    400,
    { error: { code: 400, message: 'too big', type: 'exceed_context_size_error' } },
    'CONTEXT_TOO_LONG',
  ],
  [
    'loading',
    'compatible',
    503,
    { error: { code: 503, message: 'Loading model', type: 'unavailable_error' } },
    'PROVIDER_UNHEALTHY',
  ],
  [
    'not built',
    'compatible',
    501,
    { error: { code: 501, message: 'No embeddings.', type: 'not_supported_error' } },
    'PROVIDER_REJECTED',
  ],
  [
    'too long',
    'compatible',
    400,
    {
      object: 'error',
      message: "This model's maximum context length is 10 tokens.",
      type: 'BadRequestError',
      code: 400,
    },
    'CONTEXT_TOO_LONG',
  ],
  [
    'model',
    'compatible',
    404,
    { object: 'error', message: 'The model `a` does not exist.', type: 'NotFoundError', code: 404 },
    'MODEL_NOT_FOUND',
  ],
  [
    'too long',
    'compatible',
    400,
    { error: 'the model is loaded with context length of only 4096 tokens, which is not enough.' },
    'CONTEXT_TOO_LONG',
  ],
  ['no tools', 'compatible', 400, { error: '"a" does not support tools' }, 'PROVIDER_REJECTED'],
  [
    'no memory',
    'compatible',
    500,
    { error: 'model requires more system memory (8 GiB) than is available' },
    'PROVIDER_UNHEALTHY',
  ],

  // What stands in front of a server
  ['proxy', 'compatible', 502, '<html>Bad gateway</html>', 'PROVIDER_UNHEALTHY'],
  ['cloudflare', 'compatible', 524, '<html>A timeout occurred</html>', 'PROVIDER_TIMEOUT'],
  ['nothing', 'compatible', 404, '404 page not found', 'PROVIDER_REJECTED'],
];
