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
});
