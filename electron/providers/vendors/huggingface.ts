import { z } from 'zod';
import { featureExtraction, textToImage } from '../forms/hugging-face-tasks.ts';
import { type KnownDetails, knownDetails, modalitiesOf } from '../forms/lists/details.ts';
import { nanoDollars, priceOf, pricesOf } from '../forms/lists/price.ts';
import { openAiCompatible } from '../forms/openai/compatible.ts';
import { compatibleChat } from '../parameters/forms/compatible-chat.ts';
import { differing, lacks } from '../parameters/rules.ts';

const price = z.union([z.string(), z.number()]).nullish().catch(null);
const host = z.looseObject({
  status: z.string().nullish(),
  context_length: z.int().nullish().catch(null),
  supports_tools: z.boolean().nullish().catch(null),
  supports_structured_output: z.boolean().nullish().catch(null),
  pricing: z.looseObject({ input: price, output: price }).nullish().catch(null),
});
const names = z.array(z.string()).nullish().catch(null);
const entry = z.looseObject({
  architecture: z.looseObject({ input_modalities: names, output_modalities: names }).nullish().catch(null),
  providers: z.array(host).nullish().catch(null),
});

/** The one value of all; undefined where they differ or one does not say. */
const same = <T>(values: readonly T[]): T | undefined =>
  values.every((value) => value === values[0]) ? values[0] : undefined;

/** The router chooses who answers, so only what is true of all of them is said. */
function detailsOf(given: unknown): KnownDetails {
  const { architecture, providers } = entry.parse(given);
  const hosts = providers?.filter(({ status }) => status === 'live') ?? [];
  return knownDetails({
    context: same(hosts.map(({ context_length }) => context_length)),
    inputs: modalitiesOf(architecture?.input_modalities),
    outputs: modalitiesOf(architecture?.output_modalities),
    tools: same(hosts.map(({ supports_tools }) => supports_tools)),
    structuredOutput: same(hosts.map(({ supports_structured_output }) => supports_structured_output)),
    prices: pricesOf({
      input: same(hosts.map(({ pricing }) => nanoDollars(pricing?.input, priceOf.million))),
      output: same(hosts.map(({ pricing }) => nanoDollars(pricing?.output, priceOf.million))),
    }),
  });
}

export const huggingface = openAiCompatible({
  id: 'huggingface',
  name: 'Hugging Face',
  keyPage: 'https://huggingface.co/settings/tokens',
  needsKey: 'required',
  environment: ['HF_TOKEN', 'HUGGINGFACE_API_KEY', 'HUGGING_FACE_HUB_TOKEN'],
  keyPattern: /^hf_/,
  isListOpen: true,
  address: 'https://router.huggingface.co/v1',
  services: ['language'],
  others: {
    embedding: async ({ settings, ...rest }, id) =>
      featureExtraction(id, { ...rest, ...settings, provider: 'huggingface' }),
    image: async ({ settings, ...rest }, id) => textToImage(id, { ...rest, ...settings, provider: 'huggingface' }),
  },
  /** https://huggingface.co/docs/inference-providers/tasks/chat-completion */
  parameters: differing(compatibleChat, lacks('user', 'parallelToolCalls')),
  differences: { supportsStructuredOutputs: true },
  detailsOf,
});
