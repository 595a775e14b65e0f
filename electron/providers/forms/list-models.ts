import { z } from 'zod';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Secret } from '../../lib/secret.ts';
import type { ListedModel } from '../define-vendor.ts';

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
  const { default: OpenAI } = await import('openai');
  const client = new OpenAI({
    baseURL: options.baseUrl,
    // Every field is given: what is left out the package reads from the environment of the process.
    apiKey: options.apiKey?.reveal() ?? 'none',
    adminAPIKey: null,
    organization: options.organization ?? null,
    project: options.project ?? null,
    logLevel: 'off',
    fetch: options.fetch,
    // Attempts are the gateway's business, and the signal is the only clock.
    maxRetries: 0,
    timeout: 2 ** 31 - 1,
    ...(options.apiKey === null && { defaultHeaders: { Authorization: null } }),
  });
  const parsed = answer.safeParse(await client.get<unknown>('/models', { signal: options.signal }));
  if (!parsed.success) {
    const { host } = new URL(options.baseUrl);
    throw new AppError('PROVIDER_BAD_ANSWER', `${host} did not answer with a list of models. Check the base URL.`);
  }
  const entries = Array.isArray(parsed.data) ? parsed.data : parsed.data.data;
  return entries.flatMap((given) => {
    const model = entry.safeParse(given);
    return model.success ? [{ id: model.data.id, name: model.data.id, ownedBy: model.data.owned_by ?? null }] : [];
  });
}
