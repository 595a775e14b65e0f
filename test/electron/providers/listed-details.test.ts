import { describe, expect, test } from 'vitest';
import { Secret } from '../../../electron/lib/secret.ts';
import { vendorOf } from '../../../electron/providers/registry.ts';
import { modelDetails } from '../../../shared/model/catalogue.ts';
import { hasRecordings, recordingsOf } from '../../conformance/recordings.ts';

const apiKey = new Secret('sk-test-0123456789abcdef');
const signal = new AbortController().signal;

/** The models a vendor lists when its API answers so: by the path's end, else 404. */
async function listOf(kind: string, answers: Record<string, unknown>) {
  const vendor = vendorOf(kind);
  if (!vendor) throw new Error(`no vendor ${kind}`);
  const fetch = async (url: string | URL | Request): Promise<Response> => {
    const { pathname } = new URL(url instanceof Request ? url.url : url);
    const found = Object.entries(answers).find(([path]) => pathname.endsWith(path));
    return found ? Response.json(found[1]) : Response.json({ error: 'no such path' }, { status: 404 });
  };
  const models = await vendor
    .connect({ settings: {}, apiKey, fetch: fetch as typeof globalThis.fetch })
    .listModels(signal);
  for (const { details } of models) if (details) modelDetails.parse(details);
  return new Map(models.map((model) => [model.id, model.details]));
}

function recorded(folder: string): unknown {
  const body = recordingsOf(folder).find(({ name }) => name === 'models-list')?.interactions[0]?.response.body;
  return JSON.parse(body as string);
}

describe.skipIf(!hasRecordings)('recorded lists', () => {
  // Catches: prices a thousand times off, the longer table lost, "file" kept as a word nobody knows.
  test('of OpenRouter', async () => {
    const models = await listOf('openrouter', { '/models': recorded('openrouter') });
    expect(models.get('anthropic/claude-sonnet-4')).toEqual({
      context: 1_000_000,
      maxOutput: 64_000,
      inputs: ['image', 'text', 'pdf'],
      outputs: ['text'],
      tools: true,
      structuredOutput: false,
      reasoning: true,
      temperature: true,
      knowledge: '2025-01-31',
      prices: {
        input: 3_000_000,
        output: 15_000_000,
        cachedInput: 300_000,
        cacheWrite: 3_750_000,
        cacheWriteHour: 6_000_000,
        webSearch: 10_000_000,
        tiers: [
          {
            above: 199_999,
            input: 6_000_000,
            output: 22_500_000,
            cachedInput: 600_000,
            cacheWrite: 7_500_000,
            cacheWriteHour: 12_000_000,
          },
        ],
      },
    });
    expect(models.get('openai/gpt-3.5-turbo')?.prices).toEqual({ input: 500_000, output: 1_500_000 });
  });

  // Catches: a model without a price in its list becoming free.
  test('of Groq', async () => {
    const models = await listOf('groq', { '/models': recorded('groq') });
    expect(models.get('openai/gpt-oss-20b')).toEqual({
      context: 131_072,
      maxOutput: 65_536,
      inputs: ['text'],
      outputs: ['text'],
      tools: true,
      structuredOutput: true,
      reasoning: true,
      temperature: true,
      prices: { input: 75_000, output: 300_000, cachedInput: 37_500 },
    });
    expect(models.get('allam-2-7b')).toMatchObject({ context: 4096, tools: false });
    expect(models.get('allam-2-7b')).not.toHaveProperty('prices');
  });

  // Catches: capabilities that are in the list and are not read.
  test('of Mistral, Google and GitHub Models', async () => {
    const mistral = await listOf('mistral', { '/models': recorded('mistral') });
    expect(mistral.get('mistral-medium-2505')).toEqual({ context: 131_072, inputs: ['text', 'image'], tools: true });
    const page = { ...(recorded('gemini') as object), nextPageToken: '' };
    const google = await listOf('google', { '/models': page });
    expect(google.get('gemini-2.5-flash')).toEqual({ maxInput: 1_048_576, maxOutput: 65_536, reasoning: true });
    const github = await listOf('github-models', { '/catalog/models': recorded('github-models') });
    expect(github.get('openai/gpt-4o')).toEqual({
      maxInput: 131_072,
      maxOutput: 16_384,
      inputs: ['text', 'image', 'audio'],
      outputs: ['text'],
      tools: true,
      reasoning: false,
    });
  });

  // Catches: the price of one host said for a model that another one may answer.
  test('of Hugging Face', async () => {
    const models = await listOf('huggingface', { '/models': recorded('huggingface') });
    expect(models.get('MiniMaxAI/MiniMax-M2.1')).toEqual({
      context: 204_800,
      inputs: ['text'],
      outputs: ['text'],
      tools: true,
      structuredOutput: false,
      prices: { input: 300_000, output: 1_200_000 },
    });
    expect(models.get('zai-org/GLM-4.7')).toEqual({ inputs: ['text'], outputs: ['text'], tools: true });
  });
});

describe('lists as their documentation shows them', () => {
  // Catches: Anthropic's newer answer read like the older one.
  test('of Anthropic', async () => {
    const supported = { supported: true };
    const entry = {
      type: 'model',
      id: 'claude-opus-4-6',
      display_name: 'Claude Opus 4.6',
      max_input_tokens: 200_000,
      max_tokens: 64_000,
      capabilities: {
        image_input: supported,
        pdf_input: supported,
        structured_outputs: supported,
        thinking: { supported: true, types: {} },
      },
    };
    const plain = { type: 'model', id: 'claude-3', display_name: 'Claude 3' };
    const models = await listOf('anthropic', { '/models': { data: [entry, plain], has_more: false } });
    expect(models.get('claude-opus-4-6')).toEqual({
      context: 200_000,
      maxOutput: 64_000,
      inputs: ['text', 'image', 'pdf'],
      structuredOutput: true,
      reasoning: true,
    });
    expect(models.get('claude-3')).toBeUndefined();
  });

  // Catches: xAI's cents per 100 million tokens taken for another unit; its list of prices being away costing the models.
  test('of xAI', async () => {
    const list = { data: [{ id: 'grok-4', owned_by: 'xai' }, { id: 'grok-2-image' }] };
    const priced = {
      id: 'grok-4',
      input_modalities: ['text', 'image'],
      prompt_text_token_price: 30_000,
      cached_prompt_text_token_price: 7500,
      completion_text_token_price: 150_000,
      long_context_threshold: 128_000,
      prompt_text_token_price_long_context: 60_000,
      completion_text_token_price_long_context: 300_000,
    };
    const models = await listOf('xai', { '/language-models': { models: [priced] }, '/models': list });
    expect([...models]).toEqual([
      [
        'grok-4',
        {
          inputs: ['text', 'image'],
          prices: {
            input: 3_000_000,
            output: 15_000_000,
            cachedInput: 750_000,
            tiers: [{ above: 128_000, input: 6_000_000, output: 30_000_000 }],
          },
        },
      ],
    ]);
    expect([...(await listOf('xai', { '/v1/models': list }))]).toEqual([['grok-4', undefined]]);
  });

  // Catches: the zeros of models that are rented by the hour shown as "free".
  test('of Together', async () => {
    const entry = (id: string, input: number, output: number) => ({
      id,
      type: 'chat',
      context_length: 131_072,
      pricing: { hourly: 0, input, output, base: 0, finetune: 0 },
    });
    const models = await listOf('together', { '/models': [entry('a/priced', 0.88, 0.88), entry('a/rented', 0, 0)] });
    expect(models.get('a/priced')).toEqual({ context: 131_072, prices: { input: 880_000, output: 880_000 } });
    expect(models.get('a/rented')).toEqual({ context: 131_072 });
  });

  // Catches: a price per token read as one per million tokens, and the other way round.
  test('of Vercel, Novita and LiteLLM', async () => {
    const vercel = {
      id: 'openai/gpt-4o',
      context_window: 128_000,
      max_tokens: 16_384,
      tags: ['tool-use', 'vision'],
      pricing: { input: '0.0000025', output: '0.00001', input_cache_read: '0.00000125' },
    };
    expect((await listOf('vercel-ai-gateway', { '/models': { data: [vercel] } })).get('openai/gpt-4o')).toEqual({
      context: 128_000,
      maxOutput: 16_384,
      inputs: ['text', 'image'],
      tools: true,
      reasoning: false,
      prices: { input: 2_500_000, output: 10_000_000, cachedInput: 1_250_000 },
    });
    const novita = { id: 'a/b', context_size: 32_768, input_token_price_per_m: 200, output_token_price_per_m: 500 };
    expect((await listOf('novita', { '/models': { data: [novita] } })).get('a/b')).toEqual({
      context: 32_768,
      prices: { input: 20_000, output: 50_000 },
    });
    const info = {
      model_name: 'best',
      model_info: { max_input_tokens: 128_000, input_cost_per_token: 2.5e-6, output_cost_per_token: 1e-5 },
    };
    const answers = { '/model/info': { data: [info] }, '/models': { data: [{ id: 'best' }, { id: 'other' }] } };
    expect([...(await listOf('litellm', answers))]).toEqual([
      ['best', { maxInput: 128_000, prices: { input: 2_500_000, output: 10_000_000 } }],
      ['other', undefined],
    ]);
  });

  // Catches: the length that a server of one's own was started with not being told.
  test('of servers on the own machine', async () => {
    const vllm = await listOf('vllm', { '/models': { data: [{ id: 'm', max_model_len: 8192 }] } });
    expect(vllm.get('m')).toEqual({ context: 8192 });
    const llama = await listOf('llamacpp', { '/models': { data: [{ id: 'm', meta: { n_ctx_train: 4096 } }] } });
    expect(llama.get('m')).toEqual({ context: 4096 });
    const studio = { id: 'm', type: 'vlm', max_context_length: 32_768, capabilities: ['tool_use'] };
    const answers = { '/api/v0/models': { data: [studio] }, '/v1/models': { data: [{ id: 'm' }] } };
    expect((await listOf('lmstudio', answers)).get('m')).toEqual({
      context: 32_768,
      inputs: ['text', 'image'],
      tools: true,
    });
  });

  // Catches: one odd field of a list taking the model, or all of its details, with it.
  test('with fields nobody expects', async () => {
    const odd = {
      id: 'm',
      context_length: 'long',
      max_completion_tokens: -1,
      supported_features: 7,
      pricing: 'ask us',
    };
    const models = await listOf('openai', { '/models': { data: [odd, { id: 'n', context_length: 5 }] } });
    expect([...models]).toEqual([
      ['m', undefined],
      ['n', { context: 5 }],
    ]);
  });
});
