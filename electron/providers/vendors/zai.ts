import { openAiCompatible } from '../forms/open-ai-compatible.ts';

export const zai = openAiCompatible({
  id: 'zai',
  name: 'Z.ai',
  keyPage: 'https://z.ai/manage-apikey/apikey-list',
  needsKey: 'required',
  environment: ['ZAI_API_KEY', 'ZHIPU_API_KEY'],
  address: 'https://api.z.ai/api/paas/v4',
  services: ['language'],
});
