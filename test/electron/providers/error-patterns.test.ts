import { expect, test } from 'vitest';
import {
  errorPatterns,
  isAboutModel,
  isMissingEnd,
  isUnanswered,
  quote,
} from '../../../electron/providers/error-patterns.ts';

const meaning = (text: string) => errorPatterns.find(([pattern]) => pattern.test(text))?.[1];

// Catches: an error that servers without error codes give being told as a plain refusal.
test.each([
  ["This model's maximum context length is 8192 tokens. However, you requested 9000 tokens.", 'CONTEXT_TOO_LONG'],
  ['the request exceeds the available context size. try increasing the context size', 'CONTEXT_TOO_LONG'],
  [
    'Trying to keep the first 5000 tokens when context the overflows. However, the model context length exceeded',
    'CONTEXT_TOO_LONG',
  ],
  ['prompt is too long: 210000 tokens > 200000 maximum', 'CONTEXT_TOO_LONG'],
  ['You exceeded your current quota, please check your plan and billing details.', 'PAYMENT_REQUIRED'],
  ['Your credit balance is too low to access the API.', 'PAYMENT_REQUIRED'],
  ['Insufficient Balance', 'PAYMENT_REQUIRED'],
  ['Incorrect API key provided: abc.', 'INVALID_API_KEY'],
  ['Invalid API-key', 'INVALID_API_KEY'],
] as const)('%s', (text, code) => {
  expect(meaning(text)).toBe(code);
});

// Catches: a pattern so wide that it hides another error, which is how text matching goes wrong.
test.each([
  'max_tokens must be at most 4096',
  "Unsupported parameter: 'context' is not supported with this model.",
  'Provide more context to the tool call.',
  "Unknown parameter: 'context_length'.",
  'Rate limit reached for requests per minute. Limit: 3. Please try again in 20s.',
  'Your account balance was charged.',
  'The tool get_api_key returned an invalid schema.',
  'Invalid value for quota_project.',
])('no meaning is read into: %s', (text) => {
  expect(meaning(text)).toBeUndefined();
});

// Catches: a wrong base URL told as a missing model, and the other way round.
test('a 404 is about a model when it says so', () => {
  expect(isAboutModel('The model `gpt-9` does not exist or you do not have access to it.')).toBe(true);
  expect(isAboutModel('model "llama9" not found, try pulling it first')).toBe(true);
  expect(isAboutModel('Not Found')).toBe(false);
  expect(isAboutModel('Cannot POST /remodelling/chat')).toBe(false);
  expect(isMissingEnd('Response stream ended without a finish reason.')).toBe(true);
  expect(isMissingEnd('The stream has ended.')).toBe(false);
  expect(isUnanswered('fetch failed')).toBe(true);
  expect(isUnanswered('Cannot connect to API: bad port')).toBe(true);
  expect(isUnanswered('The tool says: fetch failed')).toBe(false);
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
