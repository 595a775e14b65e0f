import type { LanguageModelV4StreamPart } from '@ai-sdk/provider';
import { describe, expect, test } from 'vitest';
import { Secret } from '../../../electron/lib/secret.ts';
import { classifyError } from '../../../electron/providers/errors/classify-error.ts';
import {
  filterReasonIn,
  filterReasonOf,
  readFilterResults,
  worstOf,
} from '../../../electron/providers/errors/content-filters.ts';
import { azureOpenai } from '../../../electron/providers/vendors/azure-openai.ts';
import { jsonHeaders, sse, sseHeaders } from '../../fixtures/vendors/sse.ts';

const safe = { filtered: false, severity: 'safe' };
const low = { filtered: false, severity: 'low' };
const chunk = (choices: object[], more: object = {}) => ({ id: 'c', created: 1, model: 'm', choices, ...more });
const delta = (content: string, results: object, finish: string | null = null) =>
  chunk([{ index: 0, delta: { content }, finish_reason: finish, content_filter_results: results }]);

const asked = { prompt: [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Hi' }] }] };
const modelOn = (body: string, headers: Record<string, string>, settings: object = {}) =>
  azureOpenai
    .connect({
      settings: { resource: 'example', ...settings },
      apiKey: new Secret('made-up'),
      fetch: async () => new Response(body, { headers }),
    })
    .model('language', 'my-gpt');

async function partsOf(body: string, options: { includeRawChunks?: boolean } = {}) {
  const { stream } = await (await modelOn(body, sseHeaders)).doStream({ ...asked, ...options });
  const parts: LanguageModelV4StreamPart[] = [];
  for await (const part of stream) parts.push(part);
  return parts;
}

const streamed = sse(
  chunk([], {
    prompt_filter_results: [
      { prompt_index: 0, content_filter_results: { hate: safe, jailbreak: { filtered: false, detected: false } } },
      { prompt_index: 1, content_filter_result: { hate: low } },
    ],
  }),
  delta('Grü', { violence: safe }),
  delta('ße', { violence: low, protected_material_text: { error: { code: 'content_filter_error' } } }),
  delta('', { violence: safe }, 'stop'),
  '[DONE]',
);

describe('what the filters found', () => {
  // Catches: results of a stream that get lost, or of which only the last piece counts.
  test('goes along with the end of a stream, the worst of each category', async () => {
    const parts = await partsOf(streamed);
    expect(parts.find(({ type }) => type === 'finish')).toMatchObject({
      providerMetadata: {
        azure: {
          contentFilters: { prompt: { hate: low, jailbreak: { detected: false } }, answer: { violence: low } },
        },
      },
    });
  });

  // Catches: raw chunks in a stream whose reader did not ask for them, or none where it did.
  test('needs the raw chunks, which only who asked for them gets', async () => {
    const count = (parts: LanguageModelV4StreamPart[]) => parts.filter(({ type }) => type === 'raw').length;
    expect(count(await partsOf(streamed))).toBe(0);
    expect(count(await partsOf(streamed, { includeRawChunks: true }))).toBe(4);
  });

  // Catches: an answer that came whole and lost what was found in it.
  test('goes along with a whole answer', async () => {
    const body = JSON.stringify({
      ...chunk([{ index: 0, finish_reason: 'content_filter', content_filter_results: { hate: { filtered: true } } }]),
      prompt_filter_results: [{ prompt_index: 0, content_filter_results: { hate: safe } }],
    });
    const { providerMetadata, finishReason } = await (await modelOn(body, jsonHeaders)).doGenerate(asked);
    expect(finishReason.unified).toBe('content-filter');
    expect(providerMetadata).toMatchObject({
      azure: { contentFilters: { prompt: { hate: safe }, answer: { hate: { filtered: true } } } },
    });
  });

  // Catches: the form of the responses API, which says it with other words, read as nothing.
  test('is read from responses too', async () => {
    const body = JSON.stringify({
      id: 'resp_1',
      created_at: 1,
      model: 'm',
      output: [{ type: 'message', id: 'msg_1', role: 'assistant', content: [] }],
      usage: { input_tokens: 1, output_tokens: 1 },
      content_filters: [
        { blocked: false, source_type: 'prompt', content_filter_results: { sexual: safe } },
        { blocked: false, source_type: 'completion', content_filter_results: { violence: low } },
      ],
    });
    const model = await modelOn(body, jsonHeaders, { api: 'responses' });
    expect((await model.doGenerate(asked)).providerMetadata?.['azure']).toMatchObject({
      contentFilters: { prompt: { sexual: safe }, answer: { violence: low } },
    });
  });

  // Catches: empty results told as a clean bill.
  test('is not there where nothing was looked at', async () => {
    const parts = await partsOf(sse(delta('Hi', {}, 'stop'), '[DONE]'));
    const finish = parts.find((part) => part.type === 'finish');
    expect(finish).toBeDefined();
    expect(JSON.stringify(finish)).not.toContain('contentFilters');
  });
});

const refusals = {
  'chat completions': {
    error: {
      message: 'The response was filtered due to the prompt triggering the content management policy.',
      param: 'prompt',
      code: 'content_filter',
      status: 400,
      innererror: {
        code: 'ResponsibleAIPolicyViolation',
        content_filter_result: {
          hate: { filtered: true, severity: 'medium' },
          self_harm: safe,
          violence: { filtered: true, severity: 'high' },
        },
      },
    },
  },
  responses: {
    error: {
      message: 'The response was filtered.',
      code: 'content_filter',
      content_filters: [
        {
          blocked: true,
          source_type: 'prompt',
          content_filter_results: { hate: { filtered: true, severity: 'medium' } },
        },
        {
          blocked: true,
          source_type: 'prompt',
          content_filter_results: { violence: { filtered: true, severity: 'high' } },
        },
      ],
    },
  },
};

describe('a refusal', () => {
  // Catches: a refusal that does not say why, although its vendor did.
  test.each(Object.entries(refusals))('says what it is for: %s', async (_form, body) => {
    const fetchIt = async () => new Response(JSON.stringify(body), { status: 400, headers: jsonHeaders });
    const connection = azureOpenai.connect({
      settings: { resource: 'example' },
      apiKey: new Secret('made-up'),
      fetch: fetchIt,
    });
    const model = await connection.model('language', 'my-gpt');
    const thrown: unknown = await model.doGenerate(asked).then(
      () => undefined,
      (error: unknown) => error,
    );
    const error = classifyError(thrown, { provider: 'P', host: 'h', modelId: 'my-gpt', hasContent: false });
    expect(error.code).toBe('CONTENT_REFUSED');
    expect(error.details).toMatchObject({ category: 'violence, hate', severity: 'high' });
  });

  // Catches: a category that is only named, or a field of an unknown form, taken for the reason.
  test('names only what was turned down', () => {
    expect(filterReasonOf(readFilterResults({ hate: safe, custom: { filtered: 'yes' }, other: null }))).toBeUndefined();
    expect(filterReasonOf(readFilterResults('hate'))).toBeUndefined();
    expect(filterReasonOf({ jailbreak: { filtered: true, detected: true } })).toEqual({ category: 'jailbreak' });
  });

  // Catches: an empty answer that was refused, with the reason lost on its way to the caller.
  test('is found in what goes along with an answer', () => {
    const results = { prompt: { hate: safe }, answer: { violence: { filtered: true, severity: 'high' } } };
    const metadata = { other: { id: 'x' }, some: { contentFilters: results } };
    expect(filterReasonIn(metadata)).toEqual({ category: 'violence', severity: 'high' });
    expect(filterReasonIn({ other: { id: 'x' } })).toBeUndefined();
    expect(filterReasonIn(undefined)).toBeUndefined();
  });

  // Catches: a later, milder piece that hides a worse one.
  test('keeps the worst of two', () => {
    const worse = { hate: { filtered: false, severity: 'high' } };
    expect(worstOf(worse, { hate: low, violence: safe })).toEqual({ ...worse, violence: safe });
    expect(worstOf({ hate: low }, worse)).toEqual(worse);
    const filtered = { hate: { filtered: true, severity: 'low' } };
    expect(worstOf(filtered, worse)).toEqual(filtered);
  });
});
