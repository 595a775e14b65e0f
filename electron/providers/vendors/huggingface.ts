import { openAiCompatible } from '../forms/open-ai-compatible.ts';

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
  differences: { supportsStructuredOutputs: true },
});
