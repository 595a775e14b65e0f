import { z } from 'zod';
import { type Connection, defineVendor } from '../define-vendor.ts';
import { getJson, getPages, readable } from '../forms/asking/get-json.ts';
import { countUnder, tokenCounter } from '../forms/extras/count-tokens.ts';
import { knownDetails } from '../forms/lists/details.ts';
import { apiAddress } from '../forms/settings/fields.ts';
import { requireKey } from '../forms/settings/require-key.ts';
import { gemini } from '../parameters/forms/gemini.ts';

const settings = z.object({ baseUrl: apiAddress('https://generativelanguage.googleapis.com/v1beta') });
type Settings = z.output<typeof settings>;

async function client({ settings: own, apiKey, fetch }: Connection<Settings>) {
  const { createGoogle } = await import('@ai-sdk/google');
  return createGoogle({ baseURL: own.baseUrl, apiKey: requireKey('Google Gemini', apiKey), fetch });
}

/** These take `generateContent` too, but are asked for speech, pictures or with tools of their own. */
const notForChat = /-tts|-image|nano-banana|robotics|computer-use|deep-research|lyria|veo/;

const page = z.looseObject({ models: z.array(z.unknown()).default([]), nextPageToken: z.string().nullish() });
const entry = z.looseObject({
  name: z.string().regex(/^models\/./),
  displayName: z.string().nullish(),
  supportedGenerationMethods: z.array(z.string()).default([]),
  inputTokenLimit: z.int().nullish().catch(null),
  outputTokenLimit: z.int().nullish().catch(null),
  thinking: z.boolean().nullish().catch(null),
});

export const google = defineVendor({
  id: 'google',
  name: 'Google Gemini',
  keyPage: 'https://aistudio.google.com/apikey',
  needsKey: 'required',
  environment: ['GEMINI_API_KEY', 'GOOGLE_GENERATIVE_AI_API_KEY', 'GOOGLE_API_KEY'],
  keyPattern: /^AIza[\w-]{35}$/,
  settings,
  baseUrl: (own) => own.baseUrl,
  parameters: gemini,
  models: {
    language: async (connection, id) => (await client(connection)).chat(id),
    embedding: async (connection, id) => (await client(connection)).embeddingModel(id),
    image: async (connection, id) => (await client(connection)).image(id),
    speech: async (connection, id) => (await client(connection)).speech(id),
  },
  extras: {
    /** https://ai.google.dev/api/tokens */
    'token-count': (connection) =>
      tokenCounter({
        open: async (id, counting) => (await client({ ...connection, fetch: counting(connection.fetch) })).chat(id),
        redirect: (url, body, id) => ({
          url: url.replace(/:generateContent$/, ':countTokens'),
          body: { generateContentRequest: { model: id.includes('/') ? id : `models/${id}`, ...body } },
        }),
        answer: countUnder('totalTokens'),
      }),
  },
  /** https://ai.google.dev/api/models#method:-models.list */
  async listModels({ settings: { baseUrl }, apiKey, fetch }, signal) {
    const headers = { 'x-goog-api-key': requireKey('Google Gemini', apiKey) };
    const pages = await getPages(
      (token) => {
        const query = new URLSearchParams({ pageSize: '1000', ...(token && { pageToken: token }) });
        return getJson({ url: `${baseUrl}/models?${query.toString()}`, headers, answer: page, fetch, signal });
      },
      ({ nextPageToken }) => nextPageToken,
    );
    const listed = readable(
      pages.flatMap(({ models }) => models),
      entry,
    ).map(({ name, ...rest }) => ({ id: name.slice('models/'.length), ...rest }));
    return listed
      .filter((model) => model.supportedGenerationMethods.includes('generateContent') && !notForChat.test(model.id))
      .map(({ id, displayName, inputTokenLimit, outputTokenLimit, thinking }) => ({
        id,
        name: displayName || id,
        ownedBy: 'google',
        ...knownDetails({ maxInput: inputTokenLimit, maxOutput: outputTokenLimit, reasoning: thinking }),
      }));
  },
});
