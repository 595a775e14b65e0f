import type { LanguageModelV4StreamPart, LanguageModelV4Usage, SharedV4ProviderOptions } from '@ai-sdk/provider';
import { AppError } from '../../shared/errors/app-error.ts';
import type { AnswerDelta } from '../../shared/model/conversation.ts';
import type { ProviderId } from '../../shared/model/ids.ts';
import { within } from '../lib/within.ts';
import type { ProviderConnection, Timeouts } from '../providers/connect.ts';
import { filterReasonIn } from '../providers/errors/content-filters.ts';
import type { Attempt } from '../routing/plan.ts';
import type { Meter } from './meter.ts';
import { askWith } from './parameters.ts';
import { type GatewayRequest, type GatewayResult, type TokenCounts, toPrompt } from './request.ts';

export interface AttemptOptions {
  request: GatewayRequest;
  connect(id: ProviderId): Promise<ProviderConnection>;
  /** Unless the connection has its own. */
  timeouts: Timeouts;
  meter: Pick<Meter, 'content' | 'hasContent'>;
}

/** Asks one target. Yields the answer as it comes, returns what it took; every error is one of this app. */
export async function* runAttempt(
  { target: { providerId, modelId } }: Attempt,
  { request, connect, timeouts: usual, meter }: AttemptOptions,
): AsyncGenerator<AnswerDelta, GatewayResult, void> {
  const upstream = new AbortController();
  const signal = AbortSignal.any([request.signal, upstream.signal]);
  const start = performance.now();
  let connection: ProviderConnection | undefined;
  let reader: ReadableStreamDefaultReader<LanguageModelV4StreamPart> | undefined;

  const patiently = <T>(promise: PromiseLike<T>): Promise<T> => {
    const { hasContent } = meter;
    const timeouts = { ...usual, ...connection?.timeouts };
    const limit = hasContent ? timeouts.betweenTokens : timeouts.firstToken - (performance.now() - start);
    const timeout = { limit, error: () => tooSlow(modelId, hasContent, timeouts) };
    return within(promise, { signal: request.signal, timeout });
  };
  const explain = (thrown: unknown): unknown => {
    if (request.signal.aborted) return new AppError('CANCELLED', 'The request was cancelled.');
    return connection?.classify(thrown, { modelId, hasContent: meter.hasContent }) ?? thrown;
  };

  try {
    connection = await patiently(connect(providerId));
    const asked = await askWith(request, { connection, modelId });
    // It may have to sign in somewhere first.
    const model = await patiently(connection.model('language', modelId));
    const options = asked.optionsFor(model.provider);
    const { stream } = await patiently(
      model.doStream({
        prompt: toPrompt(request.messages),
        abortSignal: signal,
        ...options,
        providerOptions: withDefaults(request.door, options.providerOptions),
      }),
    );
    reader = stream.getReader();
    for (;;) {
      const { done, value: part } = await patiently(reader.read());
      if (done) throw brokenOff(modelId);
      if (part.type === 'error') throw explain(part.error);
      if (part.type === 'stream-start') asked.addWarnings(part.warnings);
      if (part.type === 'finish') {
        const result = { ...finish(part, { modelId, hasContent: meter.hasContent }), warnings: asked.warnings };
        asked.tell();
        connection.keyUse?.accepted();
        return result;
      }
      const delta = contentOf(part);
      if (!delta) continue;
      asked.tell();
      meter.content();
      yield delta;
    }
  } catch (thrown) {
    throw explain(thrown);
  } finally {
    // Also when the reader of this generator went away: the upstream must not go on for nobody.
    upstream.abort();
    reader?.cancel().catch(() => {});
  }
}

/** For the local engine; others do not look at it. Programs expect OpenAI's defaults, people the model's best. */
function withDefaults(door: GatewayRequest['door'], own: SharedV4ProviderOptions = {}): SharedV4ProviderOptions {
  return { ...own, switchyard: { defaults: door === 'window' ? 'model' : 'standard', ...own['switchyard'] } };
}

function contentOf(part: LanguageModelV4StreamPart): AnswerDelta | undefined {
  // Tool calls, sources and files have no place in a conversation; starts and ends of blocks carry nothing.
  if (part.type !== 'text-delta' && part.type !== 'reasoning-delta') return undefined;
  if (part.delta === '') return undefined;
  return { kind: part.type === 'text-delta' ? 'text' : 'reasoning', text: part.delta };
}

type Finish = Extract<LanguageModelV4StreamPart, { type: 'finish' }>;

function finish(
  { finishReason: { unified }, usage, providerMetadata }: Finish,
  { modelId, hasContent }: { modelId: string; hasContent: boolean },
): Omit<GatewayResult, 'warnings'> {
  if (unified === 'error' || unified === 'interrupted') throw brokenOff(modelId);
  if (unified === 'content-filter' && !hasContent) {
    throw new AppError(
      'CONTENT_REFUSED',
      `The filter in front of ${modelId} refused this request. Word it differently.`,
      { details: { ...filterReasonIn(providerMetadata) } },
    );
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

function tooSlow(modelId: string, hasContent: boolean, { firstToken, betweenTokens }: Timeouts): AppError {
  const seconds = Math.round((hasContent ? betweenTokens : firstToken) / 1000);
  const what = hasContent ? 'stopped answering for' : 'did not begin to answer within';
  return new AppError('PROVIDER_TIMEOUT', `${modelId} ${what} ${seconds} s. Try again, or choose a faster model.`, {
    details: { reason: 'silence' },
  });
}
