import type { LanguageModelV4Usage } from '@ai-sdk/provider';
import { z } from 'zod';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { placeOf, type ReplicateReach } from './inputs.ts';

const prediction = z.looseObject({
  id: z.string().min(1),
  status: z.string(),
  output: z.unknown().optional(),
  error: z.unknown().optional(),
  metrics: z
    .looseObject({ input_token_count: z.int().nullish(), output_token_count: z.int().nullish() })
    .nullish()
    .catch(null),
  urls: z.looseObject({ stream: z.string().nullish() }).nullish(),
});
export type Prediction = z.output<typeof prediction>;

/** How long a prediction is waited for, and how long between two looks at it, in ms. */
const patience = 15 * 60 * 1000;
const pause = 500;
/** How long a word that nobody waits for may take, in ms. */
const soon = 5000;

export const isDone = ({ status }: Prediction): boolean => status === 'succeeded';
const isEnded = ({ status }: Prediction): boolean => status !== 'starting' && status !== 'processing';

export interface Asking {
  headers?: Record<string, string | undefined> | undefined;
  signal: AbortSignal;
}

/** A piece of work at Replicate: https://replicate.com/docs/reference/http#predictions.create */
export function predictionsOf({ baseUrl, apiKey, fetch }: ReplicateReach) {
  const headers = { Authorization: `Bearer ${apiKey}` };
  const kit = async () => {
    const { createJsonResponseHandler, createStatusCodeErrorResponseHandler, getFromApi, postJsonToApi, delay } =
      await import('@ai-sdk/provider-utils');
    const handlers = {
      successfulResponseHandler: createJsonResponseHandler<Prediction>(prediction),
      failedResponseHandler: createStatusCodeErrorResponseHandler(),
      fetch,
    };
    return { handlers, getFromApi, postJsonToApi, delay };
  };

  async function look(id: string, signal: AbortSignal): Promise<Prediction> {
    const { handlers, getFromApi } = await kit();
    const url = `${baseUrl}/predictions/${id}`;
    return (await getFromApi({ url, headers, abortSignal: signal, ...handlers })).value;
  }

  /** Those there is nothing to call off of any more. */
  const over = new Set<string>();

  /** Nobody waits for it: the caller has gone. */
  const cancel = (id: string): void => {
    if (over.has(id)) return;
    over.add(id);
    const signal = AbortSignal.timeout(soon);
    fetch(`${baseUrl}/predictions/${id}/cancel`, { method: 'POST', headers, signal })
      .then((response) => response.body?.cancel())
      .catch(() => {});
  };

  return {
    look,

    /** What is made costs money until it ends, so it is called off when its caller goes, or with `leave`; `release` ends that. */
    async create(modelId: string, body: { input: object; stream?: boolean }, { headers: own, signal }: Asking) {
      const { handlers, postJsonToApi } = await kit();
      const { path, version } = placeOf(modelId);
      const { value: made, responseHeaders } = await postJsonToApi({
        url: `${baseUrl}${version === undefined ? path : ''}/predictions`,
        headers: { ...headers, ...own },
        body: { ...body, ...(version !== undefined && { version }) },
        abortSignal: signal,
        ...handlers,
      });
      const leave = () => cancel(made.id);
      if (isEnded(made)) over.add(made.id);
      if (signal.aborted) leave();
      signal.addEventListener('abort', leave, { once: true });
      return {
        made,
        responseHeaders: responseHeaders ?? {},
        leave,
        release: () => {
          over.add(made.id);
          signal.removeEventListener('abort', leave);
        },
      };
    },

    /** Looks at it until it is as wanted, or has ended some other way; calls it off when that cannot be seen. */
    async wait(made: Prediction, isReady: (prediction: Prediction) => boolean, signal: AbortSignal) {
      const { delay } = await kit();
      const until = Date.now() + patience;
      let seen = made;
      try {
        while (!isReady(seen)) {
          if (isEnded(seen)) {
            over.add(made.id);
            throw failureOf(seen);
          }
          if (Date.now() > until) throw tooLong();
          await delay(pause, { abortSignal: signal });
          seen = await look(made.id, signal);
        }
        return seen;
      } catch (thrown) {
        cancel(made.id);
        throw thrown;
      }
    },
  };
}

const tooLong = (): AppError =>
  new AppError('PROVIDER_TIMEOUT', `A prediction took longer than ${patience / 60_000} minutes. Try again.`);

/** What went wrong with it, as the form in which all errors of vendors are read. */
export function failureOf({ status, error }: Prediction): Error {
  const detail = typeof error === 'string' && error !== '' ? error : `The prediction is ${status}.`;
  return Object.assign(new Error(`prediction ${status}`), { data: { status: 'failed', error: detail } });
}

/** Official models say how many tokens it took; the others run by the second. */
export const usageOf = ({ metrics }: Pick<Partial<Prediction>, 'metrics'>): LanguageModelV4Usage => ({
  inputTokens: {
    total: metrics?.input_token_count ?? undefined,
    noCache: metrics?.input_token_count ?? undefined,
    cacheRead: undefined,
    cacheWrite: undefined,
  },
  outputTokens: { total: metrics?.output_token_count ?? undefined, text: undefined, reasoning: undefined },
});

/** The text of a language model: pieces that were made one after the other, or all of it. */
export const textOf = ({ output }: Prediction): string =>
  [output]
    .flat()
    .filter((piece): piece is string => typeof piece === 'string')
    .join('');
