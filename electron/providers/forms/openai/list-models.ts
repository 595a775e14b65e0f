import { z } from 'zod';
import { AppError } from '../../../../shared/errors/app-error.ts';
import type { ListedModel } from '../../define-vendor.ts';
import { getJson, readable } from '../asking/get-json.ts';
import { commonDetails, type KnownDetails } from '../lists/details.ts';
import { type OpenAiAccount, openAiHeaders } from './headers.ts';

export interface ListOptions extends OpenAiAccount {
  baseUrl: string;
  fetch: typeof fetch;
  signal: AbortSignal;
  /** What an entry says besides. Default: what is written alike everywhere. */
  detailsOf?: ((entry: unknown) => KnownDetails) | undefined;
}

const entry = z.looseObject({ id: z.string().min(1), owned_by: z.string().nullish().catch(null) });
// Some servers answer with the bare list.
const answer = z.union([z.looseObject({ data: z.array(z.unknown()) }), z.array(z.unknown())]);

/** `GET /models` as OpenAI and everybody who is compatible with it answers it. */
export async function listOpenAiModels(options: ListOptions): Promise<ListedModel[]> {
  const { baseUrl, fetch, signal, detailsOf = commonDetails } = options;
  // Not through the openai package: it adds headers that stand in the environment of the process.
  const headers = openAiHeaders(options);
  const given = await getJson({ url: `${baseUrl}/models`, headers, answer: z.unknown(), fetch, signal });
  const parsed = answer.safeParse(given);
  if (!parsed.success) {
    const { host } = new URL(baseUrl);
    throw new AppError('PROVIDER_BAD_ANSWER', `${host} did not answer with a list of models. Check the base URL.`);
  }
  return readable(Array.isArray(parsed.data) ? parsed.data : parsed.data.data, entry).map((one) => ({
    id: one.id,
    name: one.id,
    ownedBy: one.owned_by ?? null,
    ...detailsOf(one),
  }));
}
