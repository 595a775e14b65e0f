import { z } from 'zod';
import { AppError } from '../../../shared/errors/app-error.ts';
import { googleSignIn } from '../auth/google-token.ts';
import { onRefusal } from '../auth/refused-token.ts';
import { readServiceAccount } from '../auth/service-account.ts';
import { type Connection, defineVendor } from '../define-vendor.ts';
import { getJson, getPages, readable } from '../forms/get-json.ts';
import { optionalText } from '../forms/setting-fields.ts';

const settings = z.object({
  project: optionalText.meta({
    title: 'Project',
    description: 'Empty is the project that the service account belongs to.',
    placeholder: 'my-project-123',
  }),
  location: z
    .string()
    .trim()
    .regex(/^[a-z]+(-[a-z]+\d+)?$/, 'A location looks like global, eu or us-central1.')
    .default('global')
    .meta({
      title: 'Location',
      description: 'Where the models run; not every model is everywhere.',
      placeholder: 'us-central1',
    }),
});
type Reach = Connection<z.output<typeof settings>>;

/** https://cloud.google.com/vertex-ai/docs/general/locations */
function hostOf(location: string): string {
  if (location === 'global') return 'aiplatform.googleapis.com';
  return location.includes('-') ? `${location}-aiplatform.googleapis.com` : `aiplatform.${location}.rep.googleapis.com`;
}

function reach({ settings: { project, location }, apiKey, fetch }: Reach) {
  const { token, forget, projectId } = googleSignIn(apiKey, fetch);
  const ownProject = project ?? projectId;
  if (!ownProject) {
    const message = 'Google Vertex AI needs a project. Fill in the field Project.';
    throw new AppError('VALIDATION_FAILED', message, { details: { param: 'project', reason: 'required' } });
  }
  return { project: ownProject, location, token, fetch: onRefusal(fetch, { forget, token }) };
}

async function client(connection: Reach) {
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

async function claude(connection: Reach) {
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

export const googleVertex = defineVendor({
  id: 'google-vertex',
  name: 'Google Vertex AI',
  keyPage: 'https://console.cloud.google.com/iam-admin/serviceaccounts',
  needsKey: 'optional',
  environment: [],
  readKey: (text) => JSON.stringify(readServiceAccount(text)),
  settings,
  baseUrl: ({ location }) => `https://${hostOf(location)}`,
  models: {
    language: async (connection, id) =>
      id.startsWith('claude')
        ? (await claude(connection)).languageModel(id)
        : (await client(connection)).languageModel(id),
    embedding: async (connection, id) => (await client(connection)).embeddingModel(id),
    image: async (connection, id) => (await client(connection)).image(id),
  },
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
