import { z } from 'zod';
import type { Secret } from '../../../lib/secret.ts';
import type { GenerationLookup } from '../../services/generation.ts';
import { getJson } from '../asking/get-json.ts';
import { openAiHeaders } from '../openai/headers.ts';
import { amount } from './nano.ts';

const count = z.int().nonnegative().nullish();
const milliseconds = z.number().nonnegative().nullish();
const answer = z.looseObject({
  data: z.looseObject({
    id: z.string(),
    model: z.string(),
    provider_name: z.string().nullish(),
    total_cost: amount,
    native_tokens_prompt: count,
    native_tokens_completion: count,
    native_tokens_reasoning: count,
    native_tokens_cached: count,
    latency: milliseconds,
    generation_time: milliseconds,
    finish_reason: z.string().nullish(),
    created_at: z.string().nullish(),
  }),
});

/** `GET /generation?id=`, as two who pass requests on to others have it. Tokens as the model itself counts them. */
export const generationLookup = ({
  baseUrl,
  apiKey,
  fetch,
}: {
  baseUrl: string;
  apiKey: Secret | null;
  fetch: typeof globalThis.fetch;
}): GenerationLookup => ({
  async read(id, signal) {
    const url = `${baseUrl}/generation?${new URLSearchParams({ id }).toString()}`;
    const { data } = await getJson({ url, headers: openAiHeaders({ apiKey }), answer, fetch, signal });
    const createdAt = Date.parse(data.created_at ?? '');
    return {
      id: data.id,
      modelId: data.model,
      answeredBy: data.provider_name ?? null,
      nanoDollars: data.total_cost,
      inputTokens: data.native_tokens_prompt ?? null,
      outputTokens: data.native_tokens_completion ?? null,
      reasoningTokens: data.native_tokens_reasoning ?? null,
      cachedTokens: data.native_tokens_cached ?? null,
      latency: data.latency ?? null,
      duration: data.generation_time ?? null,
      finishReason: data.finish_reason ?? null,
      createdAt: Number.isNaN(createdAt) ? null : createdAt,
    };
  },
});
