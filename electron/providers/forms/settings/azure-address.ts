import { z } from 'zod';
import { baseUrl } from './base-url.ts';

const resourceName = /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/i;

/** A name becomes its endpoint; the version at the end of a pasted address has a field of its own. */
const toAddress = (text: string): string =>
  resourceName.test(text) ? `https://${text}.openai.azure.com` : text.replace(/\?.*$/, '');

/** What the portal shows as "Endpoint" has no path, what its examples show has all of it. */
function apiOf(base: string, isModelInference: boolean): string {
  const { origin, pathname } = new URL(base);
  if (isModelInference) return `${origin}/models`;
  const path = pathname
    .replace(/\/(deployments\/.*|responses|embeddings)$/, '')
    .replace(/\/openai\/v1$/, '/openai')
    .replace(/\/+$/, '');
  return `${origin}${path || '/openai'}`;
}

const needed = 'The name of the resource or its endpoint is needed.';

/** A resource by its name, or its endpoint. Kept is where its API begins, in one of Azure's two forms: `…/openai`, `…/models`. */
export const azureAddress = z
  .string({ error: needed })
  .trim()
  .min(1, needed)
  .transform((text, context) => {
    const address = toAddress(text);
    const parsed = baseUrl.safeParse(address);
    if (parsed.success) return apiOf(parsed.data, /\/models(\/chat\/completions)?\/*$/.test(address));
    for (const { message } of parsed.error.issues) context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
