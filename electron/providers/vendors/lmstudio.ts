import { z } from 'zod';
import { getJson, readable } from '../forms/asking/get-json.ts';
import { knownDetails } from '../forms/lists/details.ts';
import { openAiCompatible } from '../forms/openai/compatible.ts';
import { openAiHeaders } from '../forms/openai/headers.ts';
import { asItIs, serverChat } from '../parameters/forms/compatible-chat.ts';
import { differing, lacks } from '../parameters/rules.ts';

const notForChat = /embed/;

/** https://lmstudio.ai/docs/app/api/endpoints/rest */
const entry = z.looseObject({
  id: z.string(),
  type: z.string().nullish(),
  max_context_length: z.int().nullish().catch(null),
  capabilities: z.array(z.string()).nullish().catch(null),
});

export const lmstudio = openAiCompatible({
  id: 'lmstudio',
  name: 'LM Studio',
  keyPage: null,
  needsKey: 'optional',
  environment: ['LMSTUDIO_API_KEY', 'LM_API_TOKEN'],
  address: 'http://localhost:1234/v1',
  services: ['language', 'embedding'],
  completesTexts: true,
  /** https://lmstudio.ai/docs/developer/openai-compat/chat-completions */
  parameters: differing(serverChat, {
    repetitionPenalty: asItIs('repeat_penalty'),
    ...lacks('minP', 'logprobs', 'topLogprobs', 'user', 'parallelToolCalls'),
  }),
  differences: { supportsStructuredOutputs: true },
  async listDetails({ settings, apiKey, fetch }, signal) {
    const { data } = await getJson({
      url: settings.baseUrl.replace(/\/v1$/, '/api/v0/models'),
      headers: openAiHeaders({ apiKey }),
      answer: z.looseObject({ data: z.array(z.unknown()) }),
      fetch,
      signal,
    });
    return new Map(
      readable(data, entry).map(({ id, type, max_context_length: context, capabilities }) => [
        id,
        knownDetails({
          context,
          inputs: type === 'vlm' ? ['text', 'image'] : undefined,
          tools: capabilities?.includes('tool_use'),
        }),
      ]),
    );
  },
  pickModels: (models) => models.filter(({ id }) => !notForChat.test(id)),
});
