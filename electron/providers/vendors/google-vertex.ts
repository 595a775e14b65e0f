import { z } from 'zod';
import { onRefusal } from '../auth/refused-token.ts';
import { readServiceAccount } from '../auth/service-account.ts';
import { defineVendor } from '../define-vendor.ts';
import { countedFields } from '../forms/anthropic-messages.ts';
import { getJson, getPages, readable } from '../forms/asking/get-json.ts';
import { countUnder, only, tokenCounter } from '../forms/extras/count-tokens.ts';
import { type GoogleReach, googleSettings, signedInProject } from '../forms/google/project.ts';
import { anthropicMessages } from '../parameters/forms/anthropic-messages.ts';
import { vertexGemini } from '../parameters/forms/gemini.ts';
import type { TokenCounter } from '../services/token-count.ts';

const name = 'Google Vertex AI';

/** https://cloud.google.com/vertex-ai/docs/general/locations */
function hostOf(location: string): string {
  if (location === 'global') return 'aiplatform.googleapis.com';
  return location.includes('-') ? `${location}-aiplatform.googleapis.com` : `aiplatform.${location}.rep.googleapis.com`;
}

function reach(connection: GoogleReach) {
  const signedIn = signedInProject(name, connection);
  return { ...signedIn, fetch: onRefusal(connection.fetch, signedIn) };
}

async function client(connection: GoogleReach) {
  const { project, location, token, fetch } = reach(connection);
  const [{ createGoogleVertex }, { OAuth2Client }] = await Promise.all([
    import('@ai-sdk/google-vertex'),
    import('google-auth-library'),
  ]);
  /** Stands where the package would look around in the environment for a way to sign in. */
  class OwnToken extends OAuth2Client {
    override getAccessToken = async () => ({ token: (await token()).reveal() });
  }
  // An empty key is none; left out, the package would look for one in the environment.
  return createGoogleVertex({
    project,
    location,
    apiKey: '',
    googleAuthOptions: { authClient: new OwnToken() },
    fetch,
  });
}

async function claude(connection: GoogleReach) {
  const { project, location, token, fetch } = reach(connection);
  const { createGoogleVertexAnthropic } = await import('@ai-sdk/google-vertex/anthropic');
  return createGoogleVertexAnthropic({
    project,
    location,
    generateAuthToken: async () => (await token()).reveal(),
    fetch,
  });
}

const page = z.looseObject({ publisherModels: z.array(z.unknown()).default([]), nextPageToken: z.string().nullish() });
const entry = z.looseObject({ name: z.string().regex(/^publishers\/[^/]+\/models\/./) });
const forChat = /^(gemini|claude)-(?!.*(-tts|-image|embedding|live|computer-use|native-audio))/;

/**
 * https://cloud.google.com/vertex-ai/generative-ai/docs/multimodal/get-token-count and, for Claude,
 * https://cloud.google.com/vertex-ai/generative-ai/docs/partner-models/claude/count-tokens
 */
const vertexTokenCounter = (connection: GoogleReach): TokenCounter =>
  tokenCounter({
    async open(id, counting) {
      const counted = { ...connection, fetch: counting(connection.fetch) };
      return id.startsWith('claude')
        ? (await claude(counted)).languageModel(id)
        : (await client(counted)).languageModel(id);
    },
    redirect(url, body, model) {
      if (url.endsWith(':rawPredict')) {
        const address = url.replace(/[^/]+:rawPredict$/, 'count-tokens:rawPredict');
        return { url: address, body: only({ ...body, model }, countedFields) };
      }
      if (!url.endsWith(':generateContent')) return undefined;
      const address = url.replace(/:generateContent$/, ':countTokens');
      return { url: address, body: only(body, ['contents', 'systemInstruction', 'tools']) };
    },
    answer: z.union([countUnder('totalTokens'), countUnder('input_tokens')]),
  });

export const googleVertex = defineVendor({
  id: 'google-vertex',
  name,
  keyPage: 'https://console.cloud.google.com/iam-admin/serviceaccounts',
  needsKey: 'optional',
  environment: [],
  readKey: (text) => JSON.stringify(readServiceAccount(text)),
  settings: googleSettings,
  baseUrl: ({ location }) => `https://${hostOf(location)}`,
  parameters: {
    forms: [vertexGemini, anthropicMessages],
    of: (_settings, id) => (id.startsWith('claude') ? anthropicMessages : vertexGemini),
  },
  models: {
    language: async (connection, id) =>
      id.startsWith('claude')
        ? (await claude(connection)).languageModel(id)
        : (await client(connection)).languageModel(id),
    embedding: async (connection, id) => (await client(connection)).embeddingModel(id),
    image: async (connection, id) => (await client(connection)).image(id),
  },
  extras: { 'token-count': vertexTokenCounter },
  /** https://cloud.google.com/vertex-ai/docs/reference/rest/v1beta1/publishers.models/list */
  async listModels(connection, signal) {
    const { project, location, token, fetch } = reach(connection);
    const headers = { Authorization: `Bearer ${(await token()).reveal()}`, 'x-goog-user-project': project };
    const list = async (publisher: string) => {
      const address = `https://${hostOf(location)}/v1beta1/publishers/${publisher}/models`;
      const pages = await getPages(
        (next) => {
          const query = new URLSearchParams({ pageSize: '200', ...(next && { pageToken: next }) });
          return getJson({ url: `${address}?${query.toString()}`, headers, answer: page, fetch, signal });
        },
        ({ nextPageToken }) => nextPageToken,
      );
      return readable(
        pages.flatMap(({ publisherModels }) => publisherModels),
        entry,
      ).map(({ name }) => ({ id: name.split('/').slice(3).join('/'), ownedBy: publisher }));
    };
    // Models of others are a matter of the project's rights: without them the rest is still a list.
    const [own, partner] = await Promise.all([list('google'), list('anthropic').catch(() => [])]);
    const listed = [...own, ...partner];
    return listed.filter(({ id }) => forChat.test(id)).map((model) => ({ ...model, name: model.id }));
  },
});
