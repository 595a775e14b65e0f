import { z } from 'zod';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Secret } from '../../lib/secret.ts';
import type { ListedModel } from '../define-vendor.ts';
import { getJson, readable } from './get-json.ts';

export interface ListOptions {
  baseUrl: string;
  apiKey: Secret | null;
  /** Default null: not sent. */
  organization?: string | null | undefined;
  project?: string | null | undefined;
  fetch: typeof fetch;
  signal: AbortSignal;
}

const entry = z.looseObject({ id: z.string().min(1), owned_by: z.string().nullish().catch(null) });
// Some servers answer with the bare list.
const answer = z.union([z.looseObject({ data: z.array(z.unknown()) }), z.array(z.unknown())]);

/** `GET /models` as OpenAI and everybody who is compatible with it answers it. */
export async function listOpenAiModels(options: ListOptions): Promise<ListedModel[]> {
  const { baseUrl, apiKey, organization, project, fetch, signal } = options;
  // Not through the openai package: it adds headers that stand in the environment of the process.
  const headers = {
    ...(apiKey && { Authorization: `Bearer ${apiKey.reveal()}` }),
    ...(organization && { 'OpenAI-Organization': organization }),
    ...(project && { 'OpenAI-Project': project }),
  };
  const given = await getJson({ url: `${baseUrl}/models`, headers, answer: z.unknown(), fetch, signal });
  const parsed = answer.safeParse(given);
  if (!parsed.success) {
    const { host } = new URL(baseUrl);
    throw new AppError('PROVIDER_BAD_ANSWER', `${host} did not answer with a list of models. Check the base URL.`);
  }
  return readable(Array.isArray(parsed.data) ? parsed.data : parsed.data.data, entry).map(({ id, owned_by }) => ({
    id,
    name: id,
    ownedBy: owned_by ?? null,
  }));
}
