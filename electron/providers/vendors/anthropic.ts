import { z } from 'zod';
import { defineVendor } from '../define-vendor.ts';
import {
  listMessagesModels,
  messagesClient,
  messagesRelays,
  messagesTokenCounter,
} from '../forms/anthropic-messages.ts';
import { apiAddress } from '../forms/settings/fields.ts';
import { anthropicMessages } from '../parameters/forms/anthropic-messages.ts';

export const anthropic = defineVendor({
  id: 'anthropic',
  name: 'Anthropic',
  keyPage: 'https://console.anthropic.com/settings/keys',
  needsKey: 'required',
  environment: ['ANTHROPIC_API_KEY'],
  keyPattern: /^sk-ant-/,
  settings: z.object({ baseUrl: apiAddress('https://api.anthropic.com/v1') }),
  baseUrl: (own) => own.baseUrl,
  parameters: anthropicMessages,
  models: {
    language: async (connection, id) => (await messagesClient(connection)).messages(id),
  },
  extras: { 'token-count': messagesTokenCounter },
  relays: messagesRelays,
  async listModels(connection, signal) {
    const models = await listMessagesModels(connection, signal);
    return models.map((model) => ({ ...model, ownedBy: 'anthropic' }));
  },
});
