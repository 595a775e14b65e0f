import { z } from 'zod';
import { knownDetails } from '../forms/lists/details.ts';
import { firstOf } from '../forms/load/first-of.ts';
import { metricsLoad } from '../forms/load/metrics.ts';
import { slotsLoad } from '../forms/load/slots.ts';
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
  /** Metrics want --metrics, and say who waits; slots are there unless --no-slots. */
  load: firstOf(
    metricsLoad({ running: 'llamacpp:requests_processing', waiting: 'llamacpp:requests_deferred' }),
    slotsLoad,
  ),
  detailsOf(given) {
    const { meta } = entry.parse(given);
    return knownDetails({ context: meta?.n_ctx ?? meta?.n_ctx_train });
  },
});
