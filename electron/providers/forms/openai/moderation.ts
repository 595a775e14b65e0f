import { z } from 'zod';
import { AppError } from '../../../../shared/errors/app-error.ts';
import type { ModerationModel, ModerationResult } from '../../services/moderation.ts';
import { type OpenAiAccount, openAiHeaders } from './headers.ts';

export interface ModerationFormOptions extends OpenAiAccount {
  provider: string;
  baseUrl: string;
  fetch: typeof fetch;
}

const verdict = z.looseObject({
  /** Some leave it to the categories. */
  flagged: z.boolean().nullish(),
  /** Null is a category that the model does not know. */
  categories: z.record(z.string(), z.boolean().nullable()),
  category_scores: z.record(z.string(), z.number().nullable()).nullish(),
});
const answer = z.looseObject({ results: z.array(verdict) });

/** `POST /moderations` as OpenAI made it and others copied it: https://platform.openai.com/docs/api-reference/moderations */
export function openAiModeration(modelId: string, options: ModerationFormOptions): ModerationModel {
  const { provider, baseUrl, fetch, ...account } = options;

  return {
    provider,
    modelId,
    async moderate({ inputs, abortSignal }) {
      const { createJsonResponseHandler, createStatusCodeErrorResponseHandler, postJsonToApi } = await import(
        '@ai-sdk/provider-utils'
      );
      const { value } = await postJsonToApi({
        url: `${baseUrl}/moderations`,
        headers: openAiHeaders(account),
        body: { model: modelId, input: inputs },
        successfulResponseHandler: createJsonResponseHandler(answer),
        failedResponseHandler: createStatusCodeErrorResponseHandler(),
        fetch,
        ...(abortSignal && { abortSignal }),
      });
      if (value.results.length !== inputs.length) {
        const counts = `${value.results.length} answers to ${inputs.length} texts`;
        throw new AppError('PROVIDER_BAD_ANSWER', `${modelId} gave ${counts}. Try again, or use another model.`);
      }
      return { results: value.results.map(toResult) };
    },
  };
}

function toResult({ flagged, categories, category_scores: scores }: z.output<typeof verdict>): ModerationResult {
  const known = Object.entries(categories).filter((entry): entry is [string, boolean] => entry[1] !== null);
  return {
    flagged: flagged ?? known.some(([, isFlagged]) => isFlagged),
    categories: Object.fromEntries(
      known.map(([name, isFlagged]) => [name, { flagged: isFlagged, score: scores?.[name] ?? null }]),
    ),
  };
}
