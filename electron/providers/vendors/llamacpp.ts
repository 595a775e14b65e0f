import { openAiCompatible } from '../forms/open-ai-compatible.ts';

export const llamacpp = openAiCompatible({
  id: 'llamacpp',
  name: 'llama.cpp server',
  keyPage: null,
  needsKey: 'optional',
  environment: ['LLAMA_API_KEY'],
  address: 'http://localhost:8080/v1',
  services: ['language', 'embedding', 'reranking'],
  differences: { supportsStructuredOutputs: true },
});
