import type { LanguageModelV4, LanguageModelV4StreamPart, SharedV4ProviderMetadata } from '@ai-sdk/provider';
import { type FilterResults, readFilterResults, worstOf } from '../../errors/content-filters.ts';
import { type Fields, isObject } from '../../errors/json-values.ts';

interface Found {
  prompt: FilterResults;
  answer: FilterResults;
}

const objectsOf = (value: unknown): Fields[] => (Array.isArray(value) ? value.filter(isObject) : []);
/** It is written both ways. */
const resultsOf = (one: Fields): FilterResults =>
  readFilterResults(one['content_filter_results'] ?? one['content_filter_result']);

/** The filter results of an answer, of a chunk of one, or of an event: chat completions and responses have each their own. */
function gather(found: Found, body: unknown): Found {
  if (!isObject(body)) return found;
  const response = isObject(body['response']) ? body['response'] : body;
  const filters = objectsOf(response['content_filters']);
  const prompt = [
    ...objectsOf(body['prompt_filter_results']),
    ...filters.filter((one) => one['source_type'] === 'prompt'),
  ];
  const answer = [...objectsOf(body['choices']), ...filters.filter((one) => one['source_type'] === 'completion')];
  return {
    prompt: prompt.map(resultsOf).reduce(worstOf, found.prompt),
    answer: answer.map(resultsOf).reduce(worstOf, found.answer),
  };
}

const nothing: Found = { prompt: {}, answer: {} };
const isEmpty = (results: FilterResults): boolean => Object.keys(results).length === 0;

/**
 * What the filters in front of a model found goes along with its answer, in `providerMetadata`: its package drops it.
 * https://learn.microsoft.com/azure/ai-foundry/openai/concepts/content-filter
 */
export function withContentFilters(model: LanguageModelV4, provider: string): LanguageModelV4 {
  const noted = (metadata: SharedV4ProviderMetadata | undefined, { prompt, answer }: Found) => {
    if (isEmpty(prompt) && isEmpty(answer)) return metadata;
    return { ...metadata, [provider]: { ...metadata?.[provider], contentFilters: plain({ prompt, answer }) } };
  };

  return {
    specificationVersion: 'v4',
    provider: model.provider,
    modelId: model.modelId,
    supportedUrls: model.supportedUrls,
    async doGenerate(options) {
      const result = await model.doGenerate(options);
      const metadata = noted(result.providerMetadata, gather(nothing, result.response?.body));
      return { ...result, ...(metadata && { providerMetadata: metadata }) };
    },
    async doStream(options) {
      const { stream, ...rest } = await model.doStream({ ...options, includeRawChunks: true });
      let found = nothing;
      const noting = new TransformStream<LanguageModelV4StreamPart, LanguageModelV4StreamPart>({
        transform(part, controller) {
          if (part.type === 'raw') {
            found = gather(found, part.rawValue);
            if (!options.includeRawChunks) return;
          }
          if (part.type !== 'finish') return controller.enqueue(part);
          const metadata = noted(part.providerMetadata, found);
          controller.enqueue({ ...part, ...(metadata && { providerMetadata: metadata }) });
        },
      });
      return { ...rest, stream: stream.pipeThrough(noting) };
    },
  };
}

/** As JSON has it: the types of the SDK know no optional fields. */
const plain = (found: Found): SharedV4ProviderMetadata[string] => JSON.parse(JSON.stringify(found));
