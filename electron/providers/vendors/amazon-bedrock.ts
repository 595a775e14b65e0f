import { z } from 'zod';
import { AppError } from '../../../shared/errors/app-error.ts';
import { type AwsKey, readAwsKey } from '../auth/aws-credentials.ts';
import { awsFetch } from '../auth/aws-fetch.ts';
import { readAwsProfile } from '../auth/aws-profile.ts';
import { assumeRole } from '../auth/aws-role.ts';
import { type Connection, defineVendor } from '../define-vendor.ts';
import { bedrockReranking } from '../forms/bedrock-reranking.ts';
import { getJson, readable } from '../forms/get-json.ts';
import { optionalText } from '../forms/setting-fields.ts';

const name = 'Amazon Bedrock';

/** us-east-1, ap-southeast-2, us-gov-west-1, eusc-de-east-1: https://docs.aws.amazon.com/general/latest/gr/bedrock.html */
const region = /^[a-z]{2,4}(-(gov|iso[a-z]?|de))?-(north|south|east|west|central)(east|west)?-\d{1,2}$/;

const settings = z.object({
  region: z
    .string({ error: 'A region is needed, us-east-1 for one.' })
    .trim()
    .regex(region, 'There is no such region. It looks like us-east-1 or eu-central-1.')
    .meta({
      title: 'Region',
      description: 'Where the models run; not every model is everywhere.',
      placeholder: 'us-east-1',
    }),
  profile: optionalText.meta({
    title: 'Profile',
    description: 'Of ~/.aws/credentials; used where no key is given.',
    placeholder: 'default',
  }),
  roleArn: optionalText
    .refine((text) => text === undefined || /^arn:aws[\w-]*:iam::\d{12}:role\/.+$/.test(text), {
      message: 'A role looks like arn:aws:iam::123456789012:role/models.',
    })
    .meta({ title: 'Role', description: 'Taken on with the key or the profile before anything is asked.' }),
});
type Settings = z.output<typeof settings>;
type Reach = Connection<Settings>;

/** Some countries and governments have an AWS of their own. */
const partitions: readonly (readonly [RegExp, string])[] = [
  [/^cn-/, 'amazonaws.com.cn'],
  [/^us-iso-/, 'c2s.ic.gov'],
  [/^us-isob-/, 'sc2s.sgov.gov'],
  [/^us-isof-/, 'csp.hci.ic.gov'],
  [/^eu-isoe-/, 'cloud.adc-e.uk'],
  [/^eusc-/, 'amazonaws.eu'],
];
const domainOf = (of: string): string => partitions.find(([pattern]) => pattern.test(of))?.[1] ?? 'amazonaws.com';
const addressOf = (service: string, of: string): string => `https://${service}.${of}.${domainOf(of)}`;

async function ownKey({ settings: { profile }, apiKey }: Reach): Promise<AwsKey> {
  if (apiKey) return readAwsKey(apiKey.reveal());
  if (profile) return { kind: 'credentials', credentials: await readAwsProfile(profile) };
  throw new AppError('INVALID_API_KEY', `${name} needs a key, or a profile. Add one under Providers.`);
}

async function keyOf(connection: Reach): Promise<AwsKey> {
  const key = await ownKey(connection);
  const { roleArn, region: where } = connection.settings;
  if (!roleArn || key.kind === 'bearer') return key;
  const role = { roleArn, region: where, domain: domainOf(where), fetch: connection.fetch };
  return { kind: 'credentials', credentials: await assumeRole(key.credentials, role) };
}

async function client(connection: Reach) {
  const { createAmazonBedrock } = await import('@ai-sdk/amazon-bedrock');
  const { region: where } = connection.settings;
  const reach = { region: where, baseURL: addressOf('bedrock-runtime', where), fetch: connection.fetch };
  const key = await keyOf(connection);
  if (key.kind === 'bearer') return createAmazonBedrock({ ...reach, apiKey: key.token.reveal() });
  const { accessKeyId, secretAccessKey, sessionToken } = key.credentials;
  return createAmazonBedrock({
    ...reach,
    // An empty one is none; left out, the package would look for it in the environment.
    apiKey: '',
    accessKeyId,
    secretAccessKey: secretAccessKey.reveal(),
    ...(sessionToken && { sessionToken: sessionToken.reveal() }),
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
  settings,
  baseUrl: (own) => addressOf('bedrock-runtime', own.region),
  models: {
    language: async (connection, id) => (await client(connection)).languageModel(id),
    embedding: async (connection, id) => (await client(connection)).embeddingModel(id),
    image: async (connection, id) => (await client(connection)).image(id),
    async reranking(connection, id) {
      const { region: where } = connection.settings;
      const signed = awsFetch(await keyOf(connection), { service: 'bedrock', region: where }, connection.fetch);
      return bedrockReranking(id, { baseUrl: addressOf('bedrock-runtime', where), fetch: signed });
    },
  },
  /** Newer models answer only through an inference profile, so both lists are one. */
  async listModels(connection, signal) {
    const { region: where } = connection.settings;
    const fetch = awsFetch(await keyOf(connection), { service: 'bedrock', region: where }, connection.fetch);
    const address = addressOf('bedrock', where);
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
