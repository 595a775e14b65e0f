import { z } from 'zod';
import { knownDetails } from '../forms/lists/details.ts';
import { openAiCompatible } from '../forms/openai/compatible.ts';
import { asItIs, serverChat } from '../parameters/forms/compatible-chat.ts';
import { differing, lacks } from '../parameters/rules.ts';

const tokens = z.int().nullish().catch(null);
/** https://github.com/ggml-org/llama.cpp/tree/master/tools/server */
const entry = z.looseObject({ meta: z.looseObject({ n_ctx: tokens, n_ctx_train: tokens }).nullish().catch(null) });

export const llamacpp = openAiCompatible({
  id: 'llamacpp',
  name: 'llama.cpp server',
  keyPage: null,
  needsKey: 'optional',
  environment: ['LLAMA_API_KEY'],
  address: 'http://localhost:8080/v1',
  services: ['language', 'embedding', 'reranking'],
  completesTexts: true,
  /** https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md */
  parameters: differing(serverChat, {
    repetitionPenalty: asItIs('repeat_penalty'),
    reasoningEffort: { as: 'chat_template_kwargs.reasoning_effort', option: 'chat_template_kwargs.reasoning_effort' },
    ...lacks('user'),
  }),
  differences: { supportsStructuredOutputs: true },
  detailsOf(given) {
    const { meta } = entry.parse(given);
    return knownDetails({ context: meta?.n_ctx ?? meta?.n_ctx_train });
  },
});
