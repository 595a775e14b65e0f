import type { LanguageModelV4StreamPart, LanguageModelV4Usage, SharedV4Warning } from '@ai-sdk/provider';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { type Fields, isObject, isText, parseJson } from '../../errors/json-values.ts';
import type { ReplicateLanguageReach } from './language-model.ts';
import { type Prediction, usageOf } from './predictions.ts';

interface Streaming {
  made: Prediction;
  modelId: string;
  warnings: SharedV4Warning[];
  reach: ReplicateLanguageReach;
  signal: AbortSignal;
  /** What it took, once it is done. */
  usage(): Promise<LanguageModelV4Usage>;
  /** The text of one that does not stream. */
  whole(): Promise<string>;
  /** It has ended: there is nothing to call off any more. */
  release(): void;
  /** Nobody reads it any more, although it goes on. */
  leave(): void;
}

/** The events of a prediction as the parts everybody else reads: https://replicate.com/docs/topics/predictions/streaming */
export async function* toStreamParts(streaming: Streaming): AsyncGenerator<LanguageModelV4StreamPart> {
  try {
    yield* partsOf(streaming);
  } finally {
    // Does nothing where it has ended.
    streaming.leave();
  }
}

async function* partsOf(streaming: Streaming): AsyncGenerator<LanguageModelV4StreamPart> {
  const { made, modelId, warnings, usage, release } = streaming;
  const id = '0';
  yield { type: 'stream-start', warnings };
  yield { type: 'response-metadata', id: made.id, modelId };
  yield { type: 'text-start', id };
  let reason: string | undefined;
  for await (const { name, data } of eventsOf(streaming)) {
    if (name === 'output' && data !== '') yield { type: 'text-delta', id, delta: data };
    if (name === 'error') {
      release();
      yield { type: 'error', error: errorOf(data) };
      return;
    }
    if (name === 'done') reason = reasonOf(data);
  }
  yield { type: 'text-end', id };
  if (reason === undefined) {
    // Cut off: an `other` without their own word says so.
    yield { type: 'finish', finishReason: { unified: 'other', raw: undefined }, usage: usageOf({}) };
    return;
  }
  release();
  yield { type: 'finish', finishReason: { unified: endings.get(reason) ?? 'stop', raw: reason }, usage: await usage() };
}

const endings: ReadonlyMap<string, 'interrupted' | 'error'> = new Map([
  ['canceled', 'interrupted'],
  ['error', 'error'],
]);

const fieldsOf = (data: string): Fields => {
  const parsed = parseJson(data);
  return isObject(parsed) ? parsed : {};
};

const reasonOf = (data: string): string => {
  const { reason } = fieldsOf(data);
  return isText(reason) ? reason : 'done';
};

const errorOf = (data: string): Fields => ({ status: 'failed', error: data, ...fieldsOf(data) });

interface Event {
  name: string;
  data: string;
}

async function* eventsOf({ made, modelId, reach, signal, whole }: Streaming): AsyncGenerator<Event> {
  const url = made.urls?.stream;
  if (!url) {
    yield { name: 'output', data: await whole() };
    yield { name: 'done', data: '{}' };
    return;
  }
  const {
    createBinaryStreamResponseHandler,
    createStatusCodeErrorResponseHandler,
    EventSourceParserStream,
    getFromApi,
  } = await import('@ai-sdk/provider-utils');
  const { host } = new URL(url);
  const isTheirs = host === new URL(reach.baseUrl).host || reach.isTheirs(host);
  const { value: bytes } = await getFromApi({
    url,
    validateUrl: true,
    trustedOrigin: reach.baseUrl,
    headers: { Accept: 'text/event-stream', ...(isTheirs && { Authorization: `Bearer ${reach.apiKey}` }) },
    successfulResponseHandler: createBinaryStreamResponseHandler(),
    failedResponseHandler: createStatusCodeErrorResponseHandler(),
    abortSignal: signal,
    fetch: reach.fetch,
  });
  const events = bytes
    .pipeThrough<string>(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
    .pipeThrough(new EventSourceParserStream());
  for await (const { event: name, data } of events) {
    if (name === undefined) {
      throw new AppError('PROVIDER_BAD_ANSWER', `The stream of ${modelId} holds what cannot be read. Try again.`);
    }
    yield { name, data };
    if (name === 'done') return;
  }
}
