// Catches: an error as a vendor really sends it told as another one, or its wait not read.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { classifyError } from '../../../electron/providers/errors/classify-error.ts';
import { type ErrorCode, errorCodes } from '../../../shared/errors/codes.ts';
import { about, type Package, thrownBy } from './thrown-by.ts';

const folder = process.env['SWITCHYARD_WIRE'] ?? resolve(import.meta.dirname, '../../../../shared/wire');
const recordings = join(folder, 'recordings');
const isThere = existsSync(recordings);

/** The recording and which of its answers, what reads it, what it is, and how long to wait. */
type Row = [file: string, by: Package, code: ErrorCode, retryAfter?: number];

const rows: readonly Row[] = [
  ['anthropic/error-400-claude-haiku-4-5-20251001', 'anthropic', 'CONTEXT_TOO_LONG'],
  ['anthropic/error-401-claude-sonnet-4-0', 'anthropic', 'INVALID_API_KEY'],
  ['anthropic/error-404-this-model-does-not-exist-12345', 'anthropic', 'MODEL_NOT_FOUND'],
  ['anthropic/error-404-this-model-does-not-exist-12345#1', 'anthropic stream', 'MODEL_NOT_FOUND'],
  ['anthropic/error-429-claude-3-opus-20240229', 'anthropic', 'RATE_LIMITED', 7000],
  ['anthropic/error-429-claude-3-opus-20240229#1', 'anthropic', 'PROVIDER_UNHEALTHY'],
  ['anthropic/error-429-claude-haiku-4-5', 'anthropic stream', 'RATE_LIMITED', 47_000],
  ['anthropic/error-503-claude-sonnet-4-0#1', 'anthropic', 'PROVIDER_UNHEALTHY'],
  ['azure-openai/chat-openllmetry-testing-2', 'azure', 'CONTENT_REFUSED'],
  ['azure-openai/embeddings-embedding#1', 'azure embed', 'INVALID_API_KEY'],
  ['azure-openai/error-401-grok-4-1-fast-non-reasoning', 'compatible', 'INVALID_API_KEY'],
  ['azure-openai/error-408-kimi-k2.5', 'compatible', 'PROVIDER_TIMEOUT'],
  ['azure-openai/error-413-grok-4-1-fast-non-reasoning', 'compatible', 'CONTEXT_TOO_LONG'],
  ['bedrock/error-400-amazon.nova-2-lite-v1-0', 'bedrock', 'CONTEXT_TOO_LONG'],
  ['bedrock/error-403-amazon.nova-2-lite-v1-0', 'bedrock', 'INVALID_API_KEY'],
  ['bedrock/error-429-anthropic.claude-3-5-haiku-20241022-v1-0#1', 'bedrock', 'RATE_LIMITED'],
  ['bedrock/error-503-amazon.nova-pro-v1-0', 'bedrock stream', 'PROVIDER_UNHEALTHY'],
  ['cerebras/error-401-llama3.1-8b', 'cerebras', 'INVALID_API_KEY'],
  ['cerebras/error-429-qwen-3-coder-480b#1', 'cerebras', 'RATE_LIMITED', 660],
  ['cohere/error-401-command-a-03-2025', 'cohere', 'INVALID_API_KEY'],
  ['cohere/error-404-nonexistent', 'cohere embed', 'MODEL_NOT_FOUND'],
  ['deepseek/error-400-deepseek-v9-nonexistent', 'deepseek', 'MODEL_NOT_FOUND'],
  ['deepseek/error-401-deepseek-chat', 'deepseek', 'INVALID_API_KEY'],
  ['fireworks/error-403-deepseek-r1', 'fireworks', 'INVALID_API_KEY'],
  ['gemini/error-400-gemini-2.5-flash', 'google', 'INVALID_API_KEY'],
  ['gemini/error-404-this-model-does-not-exist-12345', 'google', 'MODEL_NOT_FOUND'],
  ['gemini/error-429-gemini-2.0-flash-2', 'google stream', 'RATE_LIMITED'],
  ['github-models/error-429-gpt-5', 'compatible stream', 'RATE_LIMITED', 37_000],
  ['groq/error-401-llama-3.3-70b-versatile', 'groq', 'INVALID_API_KEY'],
  ['groq/error-404-llama-3.3-70b-versatlie', 'groq', 'MODEL_NOT_FOUND'],
  ['groq/error-429-llama-4-maverick-17b-128e-instruct', 'groq', 'RATE_LIMITED', 3000],
  ['groq/error-429-llama-4-maverick-17b-128e-instruct#1', 'groq stream', 'RATE_LIMITED', 2000],
  ['groq/tools-stream-openai-gpt-oss-120b', 'groq stream', 'PROVIDER_REJECTED'],
  ['groq/tools-stream-openai-gpt-oss-120b-2', 'groq stream', 'PROVIDER_REJECTED'],
  ['huggingface/error-400-google', 'compatible', 'PROVIDER_REJECTED'],
  ['huggingface/error-422-google-gemma-2b', 'compatible stream', 'PROVIDER_REJECTED'],
  ['huggingface/error-429-facebook', 'compatible', 'INVALID_API_KEY'],
  ['huggingface/error-500-llama-4-scout-17b-16e-instruct#1', 'compatible', 'PROVIDER_UNHEALTHY', 1000],
  ['hyperbolic/error-400-x', 'compatible', 'MODEL_NOT_FOUND'],
  ['llamacpp/error-401-x', 'compatible', 'INVALID_API_KEY'],
  ['mistral/error-400-no-such-embedding-model', 'mistral embed', 'MODEL_NOT_FOUND'],
  ['nebius/error-401-meta-llama-3.1-70b-instruct', 'compatible stream', 'INVALID_API_KEY'],
  ['ollama/error-404-nonexistent-model-latest', 'compatible', 'MODEL_NOT_FOUND'],
  ['openai-responses/error-400-this-model-does-not-exist-12345', 'responses', 'MODEL_NOT_FOUND'],
  ['openai-responses/error-401-gpt-5-nano', 'responses', 'INVALID_API_KEY'],
  ['openai-responses/error-429-gpt-4o', 'responses', 'PAYMENT_REQUIRED'],
  ['openai-responses/error-500-gpt-4.1-nano', 'responses stream', 'PROVIDER_UNHEALTHY'],
  ['openai/error-400-gpt-5-mini', 'openai', 'PROVIDER_REJECTED'],
  ['openai/error-401-gpt-4o', 'openai', 'INVALID_API_KEY'],
  ['openai/error-404-non-existent-embedding-model', 'openai embed', 'MODEL_NOT_FOUND'],
  ['openai/error-429-gpt-3.5-turbo', 'openai', 'RATE_LIMITED', 20_000],
  // 2.5 million tokens where a minute allows 2 million: no wait makes that possible.
  ['openai/error-429-gpt-5-nano', 'openai', 'CONTEXT_TOO_LONG'],
  ['openai/error-503-gpt-4o-mini', 'openai stream', 'PROVIDER_UNHEALTHY'],
  ['openrouter/error-400-anthropic-claude-haiku-4.5', 'openrouter', 'CONTEXT_TOO_LONG'],
  // Its reset is a moment; the answer's own date says how far off that was.
  ['openrouter/error-429-llama-3.2-3b-instruct-free#1', 'openrouter stream', 'RATE_LIMITED', 26_000],
  ['perplexity/error-401-sonar', 'perplexity', 'INVALID_API_KEY'],
  ['replicate/error-402-black-forest-labs', 'replicate', 'PAYMENT_REQUIRED'],
  ['replicate/error-422-black-forest-labs-flux-schnell', 'replicate', 'PROVIDER_REJECTED'],
  ['sambanova/error-401-meta-llama-3.1-8b-instruct', 'compatible', 'INVALID_API_KEY'],
  ['together/error-400-x', 'together', 'PROVIDER_REJECTED'],
  ['vertex/error-400-gemini-2.5-pro', 'vertex', 'PROVIDER_REJECTED'],
  ['vertex/error-404-gemini-does-not-exist', 'vertex', 'MODEL_NOT_FOUND'],
  ['voyage/error-400-nonexistent', 'compatible embed', 'MODEL_NOT_FOUND'],
  ['xai/error-400-grok-4.3', 'xai', 'INVALID_API_KEY'],
  ['xai/error-503-grok-4-fast-non-reasoning', 'xai stream', 'PROVIDER_UNHEALTHY'],
];

if (!isThere) console.log(`skipped: ${rows.length} recorded errors, there is nothing at ${recordings}`);

interface Recording {
  interactions: { response: { status: number; headers: Record<string, string>; body: string } }[];
}

function answerOf(file: string): Response {
  const [name, index = '0'] = file.split('#');
  const { interactions }: Recording = JSON.parse(readFileSync(join(recordings, `${name}.json`), 'utf8'));
  const found = interactions[Number(index)];
  if (!found) throw new Error(`${file} holds no such answer`);
  const { status, headers, body } = found.response;
  return new Response(body, { status, headers });
}

describe.skipIf(!isThere)('recorded errors', () => {
  test.each<Row>(rows)('%s by %s is %s', async (file, by, code, retryAfter) => {
    const thrown = await thrownBy(by, answerOf(file));
    const error = classifyError(thrown, about);
    expect(error.code).toBe(code);
    expect(error.retryable).toBe(errorCodes[code].retryable);
    expect(error.details?.['retryAfter']).toBe(retryAfter);
    expect(error.message).not.toMatch(/sk-\w|\n|[{[]"/);
  });
});
