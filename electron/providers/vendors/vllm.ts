import { metricsLoad } from '../forms/load/metrics.ts';
import { openAiCompatible } from '../forms/openai/compatible.ts';
import { serverChat } from '../parameters/forms/compatible-chat.ts';

export const vllm = openAiCompatible({
  id: 'vllm',
  name: 'vLLM',
  keyPage: null,
  needsKey: 'optional',
  environment: ['VLLM_API_KEY'],
  address: 'http://localhost:8000/v1',
  services: ['language', 'embedding', 'reranking'],
  completesTexts: true,
  parameters: serverChat,
  differences: { supportsStructuredOutputs: true },
  /** https://docs.vllm.ai/en/stable/usage/metrics.html */
  load: metricsLoad({
    running: 'vllm:num_requests_running',
    waiting: 'vllm:num_requests_waiting',
    model: 'model_name',
  }),
});
