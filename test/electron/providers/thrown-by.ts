import { createAmazonBedrock } from '@ai-sdk/amazon-bedrock';
import { createAnthropic } from '@ai-sdk/anthropic';
import { createAzure } from '@ai-sdk/azure';
import { createCerebras } from '@ai-sdk/cerebras';
import { createCohere } from '@ai-sdk/cohere';
import { createDeepgram } from '@ai-sdk/deepgram';
import { createDeepSeek } from '@ai-sdk/deepseek';
import { createElevenLabs } from '@ai-sdk/elevenlabs';
import { createFireworks } from '@ai-sdk/fireworks';
import { createGoogle } from '@ai-sdk/google';
import { createGoogleVertex } from '@ai-sdk/google-vertex';
import { createGroq } from '@ai-sdk/groq';
import { createMistral } from '@ai-sdk/mistral';
import { createOpenAI } from '@ai-sdk/openai';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { createPerplexity } from '@ai-sdk/perplexity';
import type { EmbeddingModelV4, ImageModelV4, LanguageModelV4, SpeechModelV4 } from '@ai-sdk/provider';
import { createReplicate } from '@ai-sdk/replicate';
import { createTogetherAI } from '@ai-sdk/togetherai';
import { createXai } from '@ai-sdk/xai';
import { createOpenRouter } from '@openrouter/ai-sdk-provider';
import { imageCall } from '../../helpers/image-call.ts';

type Asks = (send: typeof fetch) => PromiseLike<unknown>;

const prompt: Parameters<LanguageModelV4['doStream']>[0]['prompt'] = [
  { role: 'user', content: [{ type: 'text', text: 'Hi' }] },
];

const generate = (model: LanguageModelV4) => model.doGenerate({ prompt });
const embed = (model: EmbeddingModelV4) => model.doEmbed({ values: ['Hi'] });
const speak = (model: SpeechModelV4) => model.doGenerate({ text: 'Hi' });
const paint = (model: ImageModelV4) => model.doGenerate(imageCall());

/** Fails as a stream does: before it, or with an error among its parts. */
async function stream(model: LanguageModelV4): Promise<void> {
  for await (const part of (await model.doStream({ prompt })).stream) if (part.type === 'error') throw part.error;
}

const apiKey = 'made-up';
const compatible = (send: typeof fetch) =>
  createOpenAICompatible({ name: 'compatible', baseURL: 'https://api.example.com/v1', apiKey, fetch: send });
const aws = (fetch: typeof globalThis.fetch) =>
  createAmazonBedrock({ region: 'us-east-1', accessKeyId: 'made-up', secretAccessKey: 'made-up', fetch });

/** One call of each package, so that an error is met in the form in which that package throws it. */
export const packages = {
  anthropic: (fetch) => generate(createAnthropic({ apiKey, fetch })('some-model')),
  'anthropic stream': (fetch) => stream(createAnthropic({ apiKey, fetch })('some-model')),
  azure: (fetch) => generate(createAzure({ resourceName: 'made-up', apiKey, fetch }).chat('some-model')),
  'azure embed': (fetch) => embed(createAzure({ resourceName: 'made-up', apiKey, fetch }).embedding('some-model')),
  bedrock: (fetch) => generate(aws(fetch)('some-model')),
  'bedrock stream': (fetch) => stream(aws(fetch)('some-model')),
  cerebras: (fetch) => generate(createCerebras({ apiKey, fetch })('some-model')),
  cohere: (fetch) => generate(createCohere({ apiKey, fetch })('some-model')),
  'cohere embed': (fetch) => embed(createCohere({ apiKey, fetch }).embedding('some-model')),
  compatible: (fetch) => generate(compatible(fetch).chatModel('some-model')),
  'compatible stream': (fetch) => stream(compatible(fetch).chatModel('some-model')),
  'compatible embed': (fetch) => embed(compatible(fetch).embeddingModel('some-model')),
  deepgram: (fetch) => speak(createDeepgram({ apiKey, fetch }).speech('some-model')),
  deepseek: (fetch) => stream(createDeepSeek({ apiKey, fetch })('some-model')),
  elevenlabs: (fetch) => speak(createElevenLabs({ apiKey, fetch }).speech('some-model')),
  fireworks: (fetch) => stream(createFireworks({ apiKey, fetch })('some-model')),
  google: (fetch) => generate(createGoogle({ apiKey, fetch })('some-model')),
  'google stream': (fetch) => stream(createGoogle({ apiKey, fetch })('some-model')),
  groq: (fetch) => generate(createGroq({ apiKey, fetch })('some-model')),
  'groq stream': (fetch) => stream(createGroq({ apiKey, fetch })('some-model')),
  mistral: (fetch) => stream(createMistral({ apiKey, fetch })('some-model')),
  'mistral embed': (fetch) => embed(createMistral({ apiKey, fetch }).embedding('some-model')),
  openai: (fetch) => generate(createOpenAI({ apiKey, fetch }).chat('some-model')),
  'openai stream': (fetch) => stream(createOpenAI({ apiKey, fetch }).chat('some-model')),
  'openai embed': (fetch) => embed(createOpenAI({ apiKey, fetch }).embedding('some-model')),
  responses: (fetch) => generate(createOpenAI({ apiKey, fetch }).responses('some-model')),
  'responses stream': (fetch) => stream(createOpenAI({ apiKey, fetch }).responses('some-model')),
  openrouter: (fetch) => generate(createOpenRouter({ apiKey, fetch }).chat('some/model')),
  'openrouter stream': (fetch) => stream(createOpenRouter({ apiKey, fetch }).chat('some/model')),
  perplexity: (fetch) => generate(createPerplexity({ apiKey, fetch })('some-model')),
  replicate: (fetch) => paint(createReplicate({ apiToken: apiKey, fetch }).image('some/model')),
  together: (fetch) => paint(createTogetherAI({ apiKey, fetch }).image('some-model')),
  vertex: (fetch) => generate(createGoogleVertex({ apiKey, fetch })('some-model')),
  xai: (fetch) => generate(createXai({ apiKey, fetch }).responses('some-model')),
  'xai stream': (fetch) => stream(createXai({ apiKey, fetch })('some-model')),
} satisfies Record<string, Asks>;

export type Package = keyof typeof packages;

/** What this package throws when its requests go there. */
export async function thrownFrom(name: Package, send: typeof fetch): Promise<unknown> {
  try {
    await packages[name](send);
  } catch (thrown) {
    return thrown;
  }
  throw new Error(`${name} took an error for an answer`);
}

/** The same when it is answered so. */
export const thrownBy = (name: Package, answer: Response): Promise<unknown> => thrownFrom(name, async () => answer);

/** Whom an error is told about, in tests. */
export const about = { provider: 'My provider', host: 'api.example.com', modelId: 'some-model', hasContent: false };
