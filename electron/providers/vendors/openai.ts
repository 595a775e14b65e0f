import { z } from 'zod';
import { type Connection, defineVendor } from '../define-vendor.ts';
import { countUnder, only, tokenCounter } from '../forms/extras/count-tokens.ts';
import { mendedCalls } from '../forms/mends/calls.ts';
import { withoutStore } from '../forms/mends/without-store.ts';
import { openAiBatches } from '../forms/openai/batches.ts';
import { openAiFiles } from '../forms/openai/files.ts';
import { openAiHeaders } from '../forms/openai/headers.ts';
import { listOpenAiModels } from '../forms/openai/list-models.ts';
import { openAiModeration } from '../forms/openai/moderation.ts';
import { openAiRelays } from '../forms/openai/relays.ts';
import { apiAddress, optionalText } from '../forms/settings/fields.ts';
import { requireKey } from '../forms/settings/require-key.ts';
import { withStreaming } from '../forms/speech/streamed-speech.ts';
import { openAiChat, openAiResponses } from '../parameters/forms/open-ai-chat.ts';

/**
 * OpenAI lists everything it sells. These are not for chat, or answer only on other endpoints than chat completions:
 * https://platform.openai.com/docs/models
 */
const notForChat =
  /embedding|whisper|tts|dall-e|image|moderation|davinci|babbage|instruct|audio|realtime|transcribe|sora|computer-use|deep-research/;
/** These know the Responses API only. */
const onlyResponses = /codex|-pro(-|$)/;
/** The last that complete bare texts: https://platform.openai.com/docs/api-reference/completions */
const completesTexts = /instruct|davinci|babbage/;

/** https://platform.openai.com/docs/api-reference/responses/input-tokens */
const countedFields = ['model', 'input', 'instructions', 'tools', 'tool_choice', 'text', 'reasoning'];

const settings = z.object({
  baseUrl: apiAddress('https://api.openai.com/v1'),
  organization: optionalText.meta({
    title: 'Organization',
    description: 'Only for keys that belong to more than one.',
    placeholder: 'org-…',
  }),
  project: optionalText.meta({
    title: 'Project',
    description: 'Only for keys that are not bound to a project.',
    placeholder: 'proj_…',
  }),
  api: z.enum(['chat', 'responses']).default('chat').meta({
    title: 'API for chat',
    description: 'Chat completions, or Responses. Models that know only the one are asked through it.',
  }),
});

async function client({ settings: own, apiKey, fetch }: Connection<z.output<typeof settings>>) {
  const { createOpenAI } = await import('@ai-sdk/openai');
  const { baseUrl: baseURL, organization, project } = own;
  return createOpenAI({
    baseURL,
    apiKey: requireKey('OpenAI', apiKey),
    fetch,
    ...(organization && { organization }),
    ...(project && { project }),
  });
}

export const openai = defineVendor({
  id: 'openai',
  name: 'OpenAI',
  keyPage: 'https://platform.openai.com/api-keys',
  needsKey: 'required',
  environment: ['OPENAI_API_KEY'],
  keyPattern: /^sk-(proj|svcacct|admin)-/,
  settings,
  baseUrl: (own) => own.baseUrl,
  translatesAudio: true,
  parameters: {
    forms: [openAiChat, openAiResponses],
    of: ({ api }, id) => (api === 'responses' || onlyResponses.test(id) ? openAiResponses : openAiChat),
  },
  models: {
    async language(connection, id) {
      const provider = await client(connection);
      const isResponses = connection.settings.api === 'responses' || onlyResponses.test(id);
      return isResponses ? mendedCalls(provider.responses(id), withoutStore('openai')) : provider.chat(id);
    },
    embedding: async (connection, id) => (await client(connection)).embedding(id),
    image: async (connection, id) => (await client(connection)).image(id),
    speech: withStreaming(
      async (connection, id) => (await client(connection)).speech(id),
      (url) => url,
    ),
    transcription: async (connection, id) => (await client(connection)).transcription(id),
    realtime: async ({ settings: own, apiKey, openSocket }, id) => {
      const { openAiRealtime } = await import('../realtime/open-ai-talk.ts');
      requireKey('OpenAI', apiKey);
      const headers = () => openAiHeaders({ ...own, apiKey });
      return openAiRealtime(id, { provider: 'openai', baseUrl: own.baseUrl, headers, openSocket });
    },
    moderation: async ({ settings: own, ...rest }, id) => openAiModeration(id, { ...rest, ...own, provider: 'openai' }),
  },
  extras: {
    files: ({ settings: own, apiKey, fetch }) =>
      openAiFiles({ baseUrl: own.baseUrl, headers: openAiHeaders({ ...own, apiKey }), fetch }),
    /** Half of what input and output cost: https://platform.openai.com/docs/guides/batch */
    batches: ({ settings: own, apiKey, fetch }) =>
      openAiBatches({
        baseUrl: own.baseUrl,
        headers: openAiHeaders({ ...own, apiKey }),
        fetch,
        discount: 0.5,
        endpoints: ['/v1/responses', '/v1/chat/completions', '/v1/embeddings', '/v1/completions', '/v1/moderations'],
      }),
    /** Of the Responses API; chat completions have none, and read the same tokens. */
    'token-count': (connection) =>
      tokenCounter({
        open: async (id, counting) =>
          (await client({ ...connection, fetch: counting(connection.fetch) })).responses(id),
        redirect: (url, body) => ({ url: `${url}/input_tokens`, body: only(body, countedFields) }),
        answer: countUnder('input_tokens'),
      }),
  },
  relays: openAiRelays(['openai-chat', 'openai-completions', 'openai-embeddings', 'openai-responses'], {
    reach({ settings: own, apiKey }: Connection<z.output<typeof settings>>) {
      requireKey('OpenAI', apiKey);
      return { baseUrl: own.baseUrl, headers: openAiHeaders({ ...own, apiKey }) };
    },
    takes(dialect, id) {
      if (dialect === 'openai-completions') return completesTexts.test(id);
      return dialect !== 'openai-chat' || !onlyResponses.test(id);
    },
  }),
  async listModels({ settings: own, apiKey, fetch }, signal) {
    const models = await listOpenAiModels({ ...own, apiKey, fetch, signal });
    return models.filter(({ id }) => !notForChat.test(id));
  },
});
