import { z } from 'zod';
import { readAwsKey } from '../auth/aws-credentials.ts';
import { awsFetch } from '../auth/aws-fetch.ts';
import { awsSignIn } from '../auth/aws-sign-in.ts';
import { type Connection, defineVendor } from '../define-vendor.ts';
import { getJson, readable } from '../forms/asking/get-json.ts';
import { bedrockReranking } from '../forms/aws/bedrock-reranking.ts';
import { type AwsSettings, awsHost, awsSettings } from '../forms/aws/settings.ts';
import { countUnder, only, tokenCounter } from '../forms/extras/count-tokens.ts';
import { bedrockConverse } from '../parameters/forms/bedrock-converse.ts';

const name = 'Amazon Bedrock';

const addressOf = (service: string, region: string): string => `https://${awsHost(service, region)}`;

async function reach(connection: Connection<AwsSettings>) {
  const { region } = connection.settings;
  const signIn = await awsSignIn(name, connection);
  return { region, fetch: awsFetch(signIn, { service: 'bedrock', region }, connection.fetch) };
}

async function client(
  connection: Connection<AwsSettings>,
  counting = (fetchIt: typeof fetch): typeof fetch => fetchIt,
) {
  const { createAmazonBedrock } = await import('@ai-sdk/amazon-bedrock');
  const { region, fetch } = await reach(connection);
  // Whoever signs puts its own in the place of this key; without one the package would look for it in the environment.
  return createAmazonBedrock({
    region,
    baseURL: addressOf('bedrock-runtime', region),
    apiKey: 'signed-later',
    fetch: counting(fetch),
  });
}

const models = z.looseObject({ modelSummaries: z.array(z.unknown()) });
const model = z.looseObject({
  modelId: z.string().min(1),
  modelName: z.string().nullish(),
  providerName: z.string().nullish(),
  inferenceTypesSupported: z.array(z.string()).default([]),
});
const profiles = z.looseObject({ inferenceProfileSummaries: z.array(z.unknown()) });
const inferenceProfile = z.looseObject({
  inferenceProfileId: z.string().min(1),
  inferenceProfileName: z.string().nullish(),
});

export const amazonBedrock = defineVendor({
  id: 'amazon-bedrock',
  name,
  keyPage: 'https://console.aws.amazon.com/bedrock/home#/api-keys',
  needsKey: 'optional',
  environment: ['AWS_BEARER_TOKEN_BEDROCK'],
  keyPattern: /^(ABSK[\w+/=]{20,}|bedrock-api-key-|(AKIA|ASIA)[A-Z\d]{16}:)/,
  readKey(text) {
    readAwsKey(text);
    return text;
  },
  settings: awsSettings,
  baseUrl: ({ region }) => addressOf('bedrock-runtime', region),
  parameters: bedrockConverse,
  models: {
    language: async (connection, id) => (await client(connection)).languageModel(id),
    embedding: async (connection, id) => (await client(connection)).embeddingModel(id),
    image: async (connection, id) => (await client(connection)).image(id),
    async reranking(connection, id) {
      const { region, fetch } = await reach(connection);
      return bedrockReranking(id, { baseUrl: addressOf('bedrock-runtime', region), fetch });
    },
  },
  extras: {
    /** https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_CountTokens.html */
    'token-count': (connection) =>
      tokenCounter({
        // Before it is signed.
        open: async (id, counting) => (await client(connection, counting)).languageModel(id),
        redirect: (url, body) => ({
          url: url.replace(/\/converse$/, '/count-tokens'),
          body: { input: { converse: only(body, ['messages', 'system', 'toolConfig']) } },
        }),
        answer: countUnder('inputTokens'),
      }),
  },
  /** Newer models answer only through an inference profile, so both lists are one. */
  async listModels(connection, signal) {
    const { region, fetch } = await reach(connection);
    const address = addressOf('bedrock', region);
    const [own, across] = await Promise.all([
      getJson({ url: `${address}/foundation-models?byOutputModality=TEXT`, answer: models, fetch, signal }),
      // A right of its own: without it the rest is still a list.
      getJson({ url: `${address}/inference-profiles?maxResults=1000`, answer: profiles, fetch, signal }).catch(() => ({
        inferenceProfileSummaries: [],
      })),
    ]);
    return [
      ...readable(own.modelSummaries, model)
        .filter(({ inferenceTypesSupported }) => inferenceTypesSupported.includes('ON_DEMAND'))
        .map(({ modelId: id, modelName, providerName }) => ({
          id,
          name: modelName || id,
          ownedBy: providerName ?? null,
        })),
      ...readable(across.inferenceProfileSummaries, inferenceProfile).map(
        ({ inferenceProfileId: id, inferenceProfileName }) => ({ id, name: inferenceProfileName || id, ownedBy: null }),
      ),
    ];
  },
});
