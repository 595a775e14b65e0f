import { z } from 'zod';
import { defineVendor } from '../define-vendor.ts';
import {
  listMessagesModels,
  messagesClient,
  messagesRelays,
  messagesTokenCounter,
} from '../forms/anthropic-messages.ts';
import { baseUrl } from '../forms/settings/base-url.ts';
import { anthropicMessages } from '../parameters/forms/anthropic-messages.ts';

/** Most servers name the address that Anthropic's own package wants, which adds the version by itself. */
const withVersion = (address: string): string => {
  const base = address.replace(/\/messages$/, '');
  return /\/v\d+$/.test(base) ? base : `${base}/v1`;
};

export const anthropicCompatible = defineVendor({
  id: 'anthropic-compatible',
  name: 'Anthropic-compatible',
  keyPage: null,
  needsKey: 'optional',
  environment: [],
  settings: z.object({
    baseUrl: baseUrl.transform(withVersion).meta({
      title: 'Base URL',
      description: 'Where its Messages API begins; /v1 is added where no version stands at the end.',
      placeholder: 'http://localhost:8080',
    }),
  }),
  baseUrl: (own) => own.baseUrl,
  parameters: anthropicMessages,
  models: {
    language: async (connection, id) => (await messagesClient(connection)).messages(id),
  },
  extras: { 'token-count': messagesTokenCounter },
  relays: messagesRelays,
  async listModels(connection, signal) {
    const models = await listMessagesModels(connection, signal);
    return models.map((model) => ({ ...model, ownedBy: null }));
  },
});
