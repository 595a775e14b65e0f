import type { LanguageModelV4CallOptions } from '@ai-sdk/provider';
import { z } from 'zod';
import { type Connection, defineVendor } from '../define-vendor.ts';
import { getJson } from '../forms/asking/get-json.ts';
import { amount } from '../forms/extras/nano.ts';
import { mendedCalls } from '../forms/mends/calls.ts';
import { listOpenAiModels } from '../forms/openai/list-models.ts';
import { keyed, openAiRelays } from '../forms/openai/relays.ts';
import { apiAddress } from '../forms/settings/fields.ts';
import { requireKey } from '../forms/settings/require-key.ts';
import { compatibleChat } from '../parameters/forms/compatible-chat.ts';
import { differing, lacks } from '../parameters/rules.ts';
import { type BalanceReader, entryOf } from '../services/balance.ts';

const settings = z.object({ baseUrl: apiAddress('https://api.deepseek.com') });

type Own = Connection<z.output<typeof settings>>;

async function client({ settings: { baseUrl: baseURL }, apiKey, fetch }: Own) {
  const { createDeepSeek } = await import('@ai-sdk/deepseek');
  return createDeepSeek({ baseURL, apiKey: requireKey('DeepSeek', apiKey), fetch });
}

const balances = z.looseObject({
  balance_infos: z.array(
    z.looseObject({
      currency: z.enum(['CNY', 'USD']),
      total_balance: amount,
      granted_balance: amount,
      topped_up_balance: amount,
    }),
  ),
});

/** https://api-docs.deepseek.com/api/get-user-balance */
const balance = ({ settings: own, apiKey, fetch }: Own): BalanceReader => ({
  async read(signal) {
    const { balance_infos } = await getJson({
      url: `${own.baseUrl.replace(/\/(v1|beta)$/, '')}/user/balance`,
      headers: { Authorization: `Bearer ${requireKey('DeepSeek', apiKey)}` },
      answer: balances,
      fetch,
      signal,
    });
    return balance_infos.flatMap(({ currency, total_balance, granted_balance, topped_up_balance }) => {
      const unit = currency === 'USD' ? 'nano-usd' : 'nano-cny';
      return [
        entryOf({ what: 'left', unit, left: total_balance }),
        entryOf({ what: 'granted', unit, left: granted_balance }),
        entryOf({ what: 'paid', unit, left: topped_up_balance }),
      ];
    });
  },
});

/** Only the address that ends in /beta knows strict tools, and the package refuses them anywhere else. */
function withoutStrict({ tools, ...options }: LanguageModelV4CallOptions): LanguageModelV4CallOptions {
  if (!tools) return options;
  const plain = tools.map((tool) => {
    if (tool.type !== 'function') return tool;
    const { strict: _, ...rest } = tool;
    return rest;
  });
  return { ...options, tools: plain };
}

/** https://api-docs.deepseek.com/guides/thinking_mode */
const thinksByItself = /reasoner|v4/;
const noEffect = { without: 'it has no effect while the model thinks' };

export const deepseek = defineVendor({
  id: 'deepseek',
  name: 'DeepSeek',
  keyPage: 'https://platform.deepseek.com/api_keys',
  needsKey: 'required',
  environment: ['DEEPSEEK_API_KEY'],
  settings,
  baseUrl: (own) => own.baseUrl,
  /** https://api-docs.deepseek.com/api/create-chat-completion */
  parameters: differing(
    compatibleChat,
    {
      reasoningEffort: { as: 'thinking', remade: true },
      logprobs: { as: 'logprobs', option: 'logprobs' },
      topLogprobs: { as: 'top_logprobs', option: 'topLogprobs' },
      ...lacks('frequencyPenalty', 'presencePenalty', 'seed', 'logitBias', 'user', 'parallelToolCalls'),
    },
    [
      {
        of: 'while it thinks',
        holds: ({ modelId, parameters: { reasoningEffort } }) =>
          reasoningEffort === undefined ? thinksByItself.test(modelId) : reasoningEffort !== 'none',
        rules: { temperature: noEffect, topP: noEffect },
      },
    ],
  ),
  models: {
    async language(connection, id) {
      const model = (await client(connection)).languageModel(id);
      return connection.settings.baseUrl.endsWith('/beta') ? model : mendedCalls(model, withoutStrict);
    },
  },
  extras: { balance },
  /** Texts are completed at the address that ends in /beta only: https://api-docs.deepseek.com/api/create-completion */
  relays: openAiRelays(['openai-chat', 'openai-completions', 'openai-responses'], {
    reach: keyed('DeepSeek'),
    takes: (dialect, _id, { baseUrl }) => dialect !== 'openai-completions' || baseUrl.endsWith('/beta'),
  }),
  listModels: ({ settings: { baseUrl }, apiKey, fetch }, signal) =>
    listOpenAiModels({ baseUrl, apiKey, fetch, signal }),
});
