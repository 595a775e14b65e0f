import { expect, test } from 'vitest';
import {
  errorPatterns,
  isAboutAccount,
  isAboutAddress,
  isAboutModel,
  isMissingEnd,
  isUnanswered,
  quote,
  readAskedWait,
} from '../../../electron/providers/errors/error-patterns.ts';

const meaning = (text: string) => errorPatterns.find(([pattern]) => pattern.test(text))?.[1];

const sentences = [
  ["This model's maximum context length is 8192 tokens. However, you requested 9000 tokens.", 'CONTEXT_TOO_LONG'],
  ["This endpoint's maximum context length is 200000 tokens.", 'CONTEXT_TOO_LONG'],
  ['the request exceeds the available context size. try increasing the context size', 'CONTEXT_TOO_LONG'],
  [
    'Trying to keep the first 5000 tokens when context the overflows. However, the model context length exceeded',
    'CONTEXT_TOO_LONG',
  ],
  ['input length and `max_tokens` exceed context limit: 199000 + 8192 > 200000', 'CONTEXT_TOO_LONG'],
  ['The number of input and output tokens exceeded this model context window limit (8000)', 'CONTEXT_TOO_LONG'],
  ['the model is loaded with context length of only 4096 tokens, which is not enough', 'CONTEXT_TOO_LONG'],
  ['prompt is too long: 210000 tokens > 200000 maximum', 'CONTEXT_TOO_LONG'],
  ['Input is too long for requested model.', 'CONTEXT_TOO_LONG'],
  ['Prompt exceeds max length', 'CONTEXT_TOO_LONG'],
  ['Prompt contains 150000 tokens, too large for model with 131072', 'CONTEXT_TOO_LONG'],
  ['too many tokens: total number of tokens in the prompt cannot exceed 4081', 'CONTEXT_TOO_LONG'],
  ['Input Tokens Exceeded: Number of input tokens exceeds maximum length.', 'CONTEXT_TOO_LONG'],
  ['The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).', 'CONTEXT_TOO_LONG'],
  ['`inputs` tokens + `max_new_tokens` must be <= 4097. Given: 9000', 'CONTEXT_TOO_LONG'],
  ['Please reduce the length of the messages or completion.', 'CONTEXT_TOO_LONG'],
  ['Request too large for gpt-x on tokens per min (TPM): Limit 2000, Requested 2500.', 'CONTEXT_TOO_LONG'],
  ['You exceeded your current quota, please check your plan and billing details.', 'PAYMENT_REQUIRED'],
  ['Your credit balance is too low to access the API.', 'PAYMENT_REQUIRED'],
  ['Insufficient Balance', 'PAYMENT_REQUIRED'],
  ["Your newly created team doesn't have any credits or licenses yet.", 'PAYMENT_REQUIRED'],
  ['Your team has either used all available credits or reached its limit.', 'PAYMENT_REQUIRED'],
  ['Account a is suspended, possibly due to reaching the monthly spending limit.', 'PAYMENT_REQUIRED'],
  ['Incorrect API key provided: abc.', 'INVALID_API_KEY'],
  ['Invalid API-key', 'INVALID_API_KEY'],
  ['API key not valid. Please pass a valid API key.', 'INVALID_API_KEY'],
  ['Authentication failed: Please make sure your API Key is valid.', 'INVALID_API_KEY'],
  ['Your API key was reported as leaked. Please use another API key.', 'INVALID_API_KEY'],
  ['Unauthorized', 'INVALID_API_KEY'],
  ['Please log in or use a HF access token', 'INVALID_API_KEY'],
  ['Your prompt was flagged as potentially violating our usage policy.', 'CONTENT_REFUSED'],
  ['a/b requires moderation. Your input was flagged for "x". No credits were charged.', 'CONTENT_REFUSED'],
  ['The input or output was flagged as sensitive. Please try again. (E005)', 'CONTENT_REFUSED'],
  ['NSFW content detected. Try running it again.', 'CONTENT_REFUSED'],
  ['System detected potentially unsafe or sensitive content in input or generation.', 'CONTENT_REFUSED'],
  ['Output blocked by content filtering policy', 'CONTENT_REFUSED'],
  ['The response was filtered due to the prompt triggering a content management policy.', 'CONTENT_REFUSED'],
  ['Your request was rejected as a result of our safety system.', 'CONTENT_REFUSED'],
  ['Content violates usage guidelines. Failed check: SAFETY.', 'CONTENT_REFUSED'],
  ['Service is temporarily unavailable. Please try again later. (E004)', 'PROVIDER_UNHEALTHY'],
  ['Prediction interrupted; please retry (code: PA)', 'PROVIDER_UNHEALTHY'],
  ["The requested model 'no-such' does not exist", 'MODEL_NOT_FOUND'],
  ["Model nonexistent is not supported. Supported models are ['a']", 'MODEL_NOT_FOUND'],
  ['Model Not Exist', 'MODEL_NOT_FOUND'],
  ['Invalid model: no-such-model', 'MODEL_NOT_FOUND'],
  ['No such model a or task', 'MODEL_NOT_FOUND'],
  ['The provided model identifier is invalid.', 'MODEL_NOT_FOUND'],
  ['The supported API model names are a or b, but you passed c.', 'MODEL_NOT_FOUND'],
] as const;

// Catches: an error that servers without error codes give being told as a plain refusal.
test.each(sentences)('%s', (text, code) => {
  expect(meaning(text)).toBe(code);
});

// Catches: a pattern that nobody has shown to match anything.
test('every pattern has a sentence', () => {
  const idle = errorPatterns.filter(([pattern]) => !sentences.some(([text]) => pattern.test(text)));
  expect(idle.map(([pattern]) => pattern.source)).toEqual([]);
});

// Catches: a pattern so wide that it hides another error, which is how text matching goes wrong.
test.each([
  'max_tokens must be at most 4096',
  "Unsupported parameter: 'context' is not supported with this model.",
  'Provide more context to the tool call.',
  "Unknown parameter: 'context_length'.",
  'The context window of the tool was closed.',
  'too many tokens: max tokens must be less than or equal to 4096, the maximum output for this model',
  'Number of requests has exceeded your per-minute rate limit',
  'This request would exceed your rate limit of 450,000 input tokens per minute. Please reduce the prompt length.',
  'The prompt was cached too long ago.',
  'The inputs must have a name.',
  'The request was too large for nobody.',
  'Rate limit reached for requests per minute. Limit: 3. Please try again in 20s.',
  'Rate limit reached. You can increase your rate limit by adding a payment method to your account.',
  'You have not yet added your payment method in the billing page and will have reduced rate limits of 3 RPM.',
  'Rate limit exceeded: free-models-per-day. Add 10 credits to unlock 1000 free requests per day',
  'Your account balance was charged.',
  'No credits were charged.',
  'The tool get_api_key returned an invalid schema.',
  'You can find your API key at https://example.com. It is valid until tomorrow.',
  'Invalid value for quota_project.',
  'The caller is unauthorized to do that with this plan.',
  'The image was blocked by the firewall.',
  'The parameter safety_settings was rejected.',
  'The flag was flagged as deprecated.',
  'The nsfw content filter is off.',
  'The field `service` is temporarily ignored.',
  'This model does not support tools.',
  'The model is not ready.',
  'Template error: template not found',
  'Invalid model output: no JSON.',
  'The file a.txt does not exist.',
  'Project a does not have access to model b',
])('no meaning is read into: %s', (text) => {
  expect(meaning(text)).toBeUndefined();
});

// Catches: waiting for a limit's own window, or for nothing, because another number stood nearer.
test.each([
  ['Please try again in 2.81s. Need more tokens?', 2810],
  ['Please try again in 20s. Visit https://example.com', 20_000],
  ['Please try again in 7m12s.', 432_000],
  ['Please try again in 6m0s', 360_000],
  ['Try again in 120ms', 120],
  ['Please retry in 34.074824224s.', 34_075],
  ['Please retry after 1 minute 5 seconds.', 65_000],
  ['Please wait 42 seconds before retrying.', 42_000],
  ['Expected available in 1 second.', 1000],
  ['Try again in 1 hour', 3_600_000],
  ['Please try again later.', undefined],
  ['Limit of 10 per 60s exceeded.', undefined],
  ['Try again in 5 parsecs', undefined],
  ['We tried again in 3s', undefined],
] as const)('%s', (text, wait) => {
  expect(readAskedWait(text)).toBe(wait);
});

// Catches: a wrong base URL told as a missing model, and the other way round.
test('a 404 is about a model when it says so', () => {
  expect(isAboutModel('The model `gpt-9` does not exist or you do not have access to it.')).toBe(true);
  expect(isAboutModel('model "llama9" not found, try pulling it first')).toBe(true);
  expect(isAboutModel('The API deployment for this resource does not exist.')).toBe(true);
  expect(isAboutModel('This is not a chat model and thus not supported here.')).toBe(false);
  expect(isAboutModel('Not Found')).toBe(false);
  expect(isAboutModel('Cannot POST /remodelling/chat')).toBe(false);
  for (const text of [
    'Not Found',
    '404 page not found',
    'Resource not found',
    'Cannot POST /v1/chat',
    'Invalid URL (POST /x)',
  ])
    expect(isAboutAddress(text)).toBe(true);
  for (const text of ['No endpoints found that support tool use.', 'The voice was not found in your library.'])
    expect(isAboutAddress(text)).toBe(false);
  expect(isMissingEnd('Response stream ended without a finish reason.')).toBe(true);
  expect(isMissingEnd('Incomplete Amazon Bedrock event-stream frame: 40 buffered bytes remain.')).toBe(true);
  expect(isMissingEnd('The stream has ended.')).toBe(false);
  expect(isUnanswered('fetch failed')).toBe(true);
  expect(isUnanswered('Cannot connect to API: bad port')).toBe(true);
  expect(isUnanswered('The tool says: fetch failed')).toBe(false);
});

// Catches: a key kept from all models by the limit of one, or let on to the next one when its account has enough.
test('whose limit it is', () => {
  const ofAccount = [
    'You have reached the rate limit of your account.',
    'Account rate limit exceeded',
    'Rate limit exceeded: free-models-per-day',
    'too_many_concurrent_requests',
    'You are using a Trial key, which is limited to 40 API calls / minute.',
    'The limit for all models is reached.',
  ];
  const ofModel = [
    'Rate limit reached for gpt-x in organization org-1 on tokens per min (TPM): Limit 30000.',
    "This request would exceed your organization's rate limit of 50,000 input tokens per minute.",
    'Rate limit of 10 per 60s exceeded for UserByModelByMinute.',
    'Too many tokens.',
    'Rate limit is exceeded. Try again in 8 seconds.',
  ];
  expect([...ofAccount, ...ofModel].filter(isAboutAccount)).toEqual(ofAccount);
});

// Catches: a key shown on screen and kept in a message because the vendor repeated it; a page of text in an error.
test('a quote holds no key and is short', () => {
  const said = quote(
    'Incorrect API key provided: sk-proj-abcdefghijklmnop1234.\n Bearer abc.def-ghi0123456789\torg-Ab12Cd34Ef56 0123456789abcdef0123456789abcdef',
  );
  expect(said).toMatch(/^Incorrect API key provided: /);
  for (const part of ['abcdefghijklmnop', 'abc.def', 'Ab12Cd34', '0123456789abcdef', '\n'])
    expect(said).not.toContain(part);
  expect(quote('word '.repeat(200)).length).toBeLessThanOrEqual(240);
  expect(quote('a plain-sentence with-hyphens stays exactly-as-it-was-written-here')).toContain(
    'exactly-as-it-was-written-here',
  );
});
