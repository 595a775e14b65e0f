import { peerLoad } from '../forms/load/peer.ts';
import { openAiCompatible } from '../forms/openai/compatible.ts';
import { serverChat } from '../parameters/forms/compatible-chat.ts';

export const openaiCompatible = openAiCompatible({
  id: 'openai-compatible',
  name: 'OpenAI-compatible',
  keyPage: null,
  needsKey: 'optional',
  environment: [],
  address: null,
  services: ['language', 'embedding', 'image'],
  completesTexts: true,
  parameters: serverChat,
  /** It may be another Switchyard. */
  load: peerLoad,
});
