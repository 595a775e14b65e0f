import type { LanguageModelV4 } from '@ai-sdk/provider';
import { z } from 'zod';
import { AppError } from '../../../shared/errors/app-error.ts';
import { copilotToken, editorHeaders, forgetCopilotToken, startDeviceSignIn } from '../auth/copilot.ts';
import { onRefusal } from '../auth/refused-token.ts';
import { type Connection, defineVendor } from '../define-vendor.ts';
import { getJson, readable } from '../forms/asking/get-json.ts';
import { type KnownDetails, knownDetails } from '../forms/lists/details.ts';
import { mendedCalls } from '../forms/mends/calls.ts';
import { withoutStore } from '../forms/mends/without-store.ts';
import { openAiRelays } from '../forms/openai/relays.ts';
import { compatibleChat } from '../parameters/forms/compatible-chat.ts';
import { openAiResponses } from '../parameters/forms/open-ai-chat.ts';

const name = 'GitHub Copilot';

/** Where the token does not name another. */
const usualEndpoint = 'https://api.githubcopilot.com';

const hasPicture = /"type":\s*"(image_url|input_image)"/;

const textOf = (body: RequestInit['body']): string => {
  if (body instanceof Uint8Array) return Buffer.from(body.buffer, body.byteOffset, body.length).toString('latin1');
  return typeof body === 'string' ? body : '';
};

/** Copilot wants to know that a picture comes before it reads the body. */
const announcingPictures =
  (fetchIt: typeof fetch): typeof fetch =>
  (input, init) => {
    const headers = new Headers(init?.headers);
    if (hasPicture.test(textOf(init?.body))) headers.set('copilot-vision-request', 'true');
    return fetchIt(input, { ...init, headers });
  };

async function reach({ apiKey: signIn, fetch }: Connection<object>) {
  if (!signIn)
    throw new AppError(
      'INVALID_API_KEY',
      `${name} needs a sign-in. Sign in with a code under Providers, or add a GitHub token that may use it.`,
    );
  const { value, endpoint } = await copilotToken(signIn, { fetch });
  return {
    baseURL: endpoint,
    token: value,
    headers: { ...editorHeaders },
    fetch: onRefusal(announcingPictures(fetch), {
      forget: () => forgetCopilotToken(signIn, { fetch }),
      token: async () => (await copilotToken(signIn, { fetch })).value,
    }),
  };
}

async function chatClient(connection: Connection<object>) {
  const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
  const { token, ...rest } = await reach(connection);
  return createOpenAICompatible({
    name: 'copilot',
    apiKey: token.reveal(),
    includeUsage: true,
    supportsStructuredOutputs: true,
    ...rest,
  });
}

async function responses(connection: Connection<object>, id: string): Promise<LanguageModelV4> {
  const { createOpenAI } = await import('@ai-sdk/openai');
  const { token, ...rest } = await reach(connection);
  return mendedCalls(createOpenAI({ apiKey: token.reveal(), ...rest }).responses(id), withoutStore('openai'));
}

const can = z.boolean().nullish().catch(null);
const count = z.int().nullish().catch(null);
const capabilities = z.looseObject({
  type: z.string().nullish(),
  limits: z
    .looseObject({ max_context_window_tokens: count, max_prompt_tokens: count, max_output_tokens: count })
    .nullish()
    .catch(null),
  supports: z.looseObject({ tool_calls: can, structured_outputs: can, vision: can }).nullish().catch(null),
});

function detailsOf({ limits, supports }: Partial<z.output<typeof capabilities>>): KnownDetails {
  return knownDetails({
    context: limits?.max_context_window_tokens,
    maxInput: limits?.max_prompt_tokens,
    maxOutput: limits?.max_output_tokens,
    inputs: supports?.vision ? ['text', 'image'] : undefined,
    tools: supports?.tool_calls,
    structuredOutput: supports?.structured_outputs,
  });
}

const list = z.looseObject({ data: z.array(z.unknown()) });
const entry = z.looseObject({
  id: z.string().min(1),
  name: z.string().nullish(),
  vendor: z.string().nullish(),
  capabilities: capabilities.nullish(),
  model_picker_enabled: z.boolean().nullish(),
  policy: z.looseObject({ state: z.string().nullish() }).nullish(),
  supported_endpoints: z.array(z.string()).nullish(),
});

/** Models that its list names for the Responses API alone; these families are such where no list was read yet. */
const onlyResponses = new Set<string>();
const isOnlyResponses = (id: string): boolean => onlyResponses.has(id) || /codex/.test(id);

export const githubCopilot = defineVendor({
  id: 'github-copilot',
  name,
  keyPage: 'https://github.com/settings/copilot',
  needsKey: 'required',
  environment: ['GITHUB_COPILOT_TOKEN'],
  keyPattern: /^gh[ou]_[A-Za-z\d]{36,}$/,
  settings: z.object({}),
  signIn: ({ fetch }) => startDeviceSignIn({ fetch }),
  baseUrl: () => usualEndpoint,
  parameters: {
    forms: [compatibleChat, openAiResponses],
    of: (_settings, id) => (isOnlyResponses(id) ? openAiResponses : compatibleChat),
  },
  models: {
    language: async (connection, id) =>
      isOnlyResponses(id) ? responses(connection, id) : (await chatClient(connection)).chatModel(id),
    embedding: async (connection, id) => (await chatClient(connection)).embeddingModel(id),
  },
  relays: openAiRelays(['openai-chat', 'openai-embeddings', 'openai-responses'], {
    async reach(connection: Connection<object>) {
      const { baseURL: baseUrl, token, headers, fetch } = await reach(connection);
      return { baseUrl, headers: { ...headers, Authorization: `Bearer ${token.reveal()}` }, fetch };
    },
    takes: (dialect, id) => dialect === 'openai-embeddings' || (dialect === 'openai-responses') === isOnlyResponses(id),
  }),
  async listModels(connection, signal) {
    const { baseURL, token, headers, fetch } = await reach(connection);
    const { data } = await getJson({
      url: `${baseURL}/models`,
      headers: { ...headers, Authorization: `Bearer ${token.reveal()}` },
      answer: list,
      fetch,
      signal,
    });
    const listed = readable(data, entry);
    for (const { id, supported_endpoints: endpoints } of listed) {
      if (endpoints?.includes('/responses') && !endpoints.includes('/chat/completions')) onlyResponses.add(id);
    }
    return listed
      .filter((one) => one.capabilities?.type === 'chat' && one.model_picker_enabled !== false)
      .filter(({ policy }) => policy?.state !== 'disabled')
      .map((one) => ({
        id: one.id,
        name: one.name || one.id,
        ownedBy: one.vendor ?? null,
        ...detailsOf(one.capabilities ?? {}),
      }));
  },
});
