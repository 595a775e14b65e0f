import type {
  LanguageModelV4CallOptions,
  LanguageModelV4StreamPart,
  LanguageModelV4Usage,
  SharedV4ProviderOptions,
} from '@ai-sdk/provider';
import { AppError } from '../../shared/errors/app-error.ts';
import type { ModelParameters, OnUnsupported, ParameterWarning } from '../../shared/model/parameters.ts';
import { filterReasonIn } from '../providers/errors/content-filters.ts';
import { askWith } from './parameters.ts';
import type { AnswerResult } from './request.ts';
import type { Asked, TokenCounts, Work } from './work.ts';

export type LanguagePart = Exclude<LanguageModelV4StreamPart, { type: 'finish' | 'error' }>;
type Finish = Extract<LanguageModelV4StreamPart, { type: 'finish' }>;

export interface LanguageCall
  extends Pick<LanguageModelV4CallOptions, 'prompt' | 'tools' | 'toolChoice' | 'responseFormat'> {
  parameters?: ModelParameters;
  /** What becomes of a request whose model does not take all of them. Default: drop. */
  onUnsupported?: OnUnsupported;
  /** Called before the first piece of an answer, where not all was sent as it was asked for. */
  onWarnings?(warnings: readonly ParameterWarning[]): void;
  /** For the local engine: programs expect OpenAI's defaults, people the model's best. */
  defaults: 'model' | 'standard';
}

/** Asks a language model, in the AI SDK's words. What comes before the first content waits for it. */
export const languageWork = (call: LanguageCall): Work<LanguagePart, AnswerResult> => ({
  service: 'language',
  isRepeatable: true,
  async run(asked, emit) {
    const { connection, modelId, signal, patiently } = asked;
    const { prompt, tools, toolChoice, responseFormat, defaults } = call;
    const sent = await askWith({ ...call, parameters: parametersOf(call, asked) }, { connection, modelId });
    // It may have to sign in somewhere first.
    const model = await patiently(connection.model('language', modelId));
    const options = sent.optionsFor(model.provider);
    const { stream } = await patiently(
      model.doStream({
        prompt,
        ...(tools && { tools }),
        ...(toolChoice && { toolChoice }),
        ...(responseFormat && { responseFormat }),
        abortSignal: signal,
        ...options,
        providerOptions: withDefaults(defaults, options.providerOptions),
      }),
    );
    const reader = stream.getReader();
    let held: LanguagePart[] | null = [];
    try {
      for (;;) {
        const { done, value: part } = await patiently(reader.read());
        if (done) throw brokenOff(modelId);
        if (part.type === 'error') throw part.error;
        if (part.type === 'finish') {
          const end = finish(part, { modelId, hasContent: held === null });
          sent.tell();
          return { ...end, warnings: sent.warnings };
        }
        if (part.type === 'stream-start') sent.addWarnings(part.warnings);
        if (!held) {
          await emit(part);
          continue;
        }
        held.push(part);
        if (!isContent(part)) continue;
        sent.tell();
        const first = held;
        held = null;
        for (const one of first) await emit(one);
      }
    } finally {
      reader.cancel().catch(() => {});
    }
  },
});

/** What a rule says wins, and the smaller of two bounds. */
function parametersOf({ parameters = {} }: LanguageCall, { changes }: Asked): ModelParameters {
  const merged = { ...parameters, ...changes.parameters };
  if (changes.maxOutputTokens === undefined) return merged;
  const wanted = merged.maxOutputTokens ?? Number.POSITIVE_INFINITY;
  return { ...merged, maxOutputTokens: Math.min(wanted, changes.maxOutputTokens) };
}

const withDefaults = (
  defaults: LanguageCall['defaults'],
  own: SharedV4ProviderOptions = {},
): SharedV4ProviderOptions => ({
  ...own,
  switchyard: { defaults, ...own['switchyard'] },
});

const lifecycle: ReadonlySet<LanguagePart['type']> = new Set([
  'stream-start',
  'response-metadata',
  'text-start',
  'text-end',
  'reasoning-start',
  'reasoning-end',
  'raw',
]);

/** Starts and ends carry nothing that anybody could have seen. */
function isContent(part: LanguagePart): boolean {
  if (part.type === 'text-delta' || part.type === 'reasoning-delta') return part.delta !== '';
  return !lifecycle.has(part.type);
}

function finish(
  { finishReason: { unified }, usage, providerMetadata }: Finish,
  { modelId, hasContent }: { modelId: string; hasContent: boolean },
): Omit<AnswerResult, 'warnings'> {
  if (unified === 'error' || unified === 'interrupted') throw brokenOff(modelId);
  if (unified === 'content-filter' && !hasContent) {
    const words = `The filter in front of ${modelId} refused this request. Word it differently.`;
    throw new AppError('CONTENT_REFUSED', words, { details: { ...filterReasonIn(providerMetadata) } });
  }
  return { usage: countsOf(usage), finishReason: unified };
}

const countsOf = ({ inputTokens, outputTokens }: LanguageModelV4Usage): TokenCounts => ({
  inputTokens: inputTokens.total ?? null,
  outputTokens: outputTokens.total ?? null,
  reasoningTokens: outputTokens.reasoning ?? null,
  cachedTokens: inputTokens.cacheRead ?? null,
});

const brokenOff = (modelId: string): AppError =>
  new AppError('STREAM_INTERRUPTED', `The answer of ${modelId} ended before it was complete. Try again.`);
