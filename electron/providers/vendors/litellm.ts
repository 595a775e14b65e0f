import { openAiCompatible } from '../forms/open-ai-compatible.ts';

export const litellm = openAiCompatible({
  id: 'litellm',
  name: 'LiteLLM',
  keyPage: null,
  needsKey: 'optional',
  environment: ['LITELLM_API_KEY', 'LITELLM_MASTER_KEY'],
  address: 'http://localhost:4000/v1',
  services: ['language', 'embedding', 'image', 'reranking'],
  differences: { supportsStructuredOutputs: true },
});
