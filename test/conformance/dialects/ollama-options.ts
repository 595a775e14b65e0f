import type {
  JSONObject,
  LanguageModelV4CallOptions,
  LanguageModelV4FilePart,
  LanguageModelV4Message,
} from '@ai-sdk/provider';
import { present, some } from './present.ts';

type Options = LanguageModelV4CallOptions;

interface Message {
  role: 'system' | 'user' | 'assistant' | 'tool';
  content: string;
  thinking?: string;
  images?: string[];
  tool_calls?: { id?: string; function: { name: string; arguments: JSONObject } }[];
  tool_name?: string;
  tool_call_id?: string;
}

export interface ChatBody {
  model: string;
  /** Left out it is true. */
  stream?: boolean;
  messages: Message[];
  tools?: { function: { name: string; description?: string; parameters: JSONObject } }[];
  format?: '' | 'json' | JSONObject;
  think?: boolean | string;
  keep_alive?: string | number | null;
  options?: JSONObject & {
    temperature?: number;
    num_predict?: number;
    top_p?: number;
    top_k?: number;
    seed?: number;
    stop?: string[];
    presence_penalty?: number;
    frequency_penalty?: number;
  };
}

export const chatFields = 'model stream messages tools format think keep_alive options'.split(' ');

/** https://docs.ollama.com/api/chat */
export function chatOptions({ messages, tools, format, think, keep_alive, options = {} }: ChatBody): Options {
  const { temperature, num_predict, top_p, top_k, seed, stop, presence_penalty, frequency_penalty, ...rest } = options;
  const own: JSONObject = present({
    think,
    keepAlive: keep_alive ?? undefined,
    options: Object.keys(rest).length > 0 ? rest : undefined,
  });
  return present({
    prompt: promptOf(messages),
    maxOutputTokens: num_predict,
    temperature,
    topP: top_p,
    topK: top_k,
    seed,
    stopSequences: some(stop),
    presencePenalty: presence_penalty,
    frequencyPenalty: frequency_penalty,
    tools: some(
      tools?.map(({ function: { name, description, parameters } }) => ({
        type: 'function' as const,
        name,
        inputSchema: parameters,
        ...(description ? { description } : {}),
      })),
    ),
    responseFormat: format
      ? { type: 'json' as const, ...(typeof format === 'string' ? {} : { schema: format }) }
      : undefined,
    providerOptions: Object.keys(own).length > 0 ? { ollama: own } : undefined,
  });
}

/** Calls have no ids that come back: a result names the tool, or answers the first call that is still open. */
function promptOf(messages: readonly Message[]): LanguageModelV4Message[] {
  const open: { toolCallId: string; toolName: string }[] = [];
  let calls = 0;
  return messages.map((message): LanguageModelV4Message => {
    const { role, content, thinking, images = [], tool_calls = [], tool_name } = message;
    const text = content ? [{ type: 'text' as const, text: content }] : [];
    if (role === 'system') return { role, content };
    if (role === 'user') return { role, content: [...text, ...images.map(imageOf)] };
    if (role === 'tool') {
      const at = tool_name ? open.findIndex(({ toolName }) => toolName === tool_name) : 0;
      const [call] = open.splice(Math.max(0, at), 1);
      const { toolCallId = 'unknown', toolName = tool_name ?? 'unknown' } = call ?? {};
      return {
        role,
        content: [{ type: 'tool-result', toolCallId, toolName, output: { type: 'text', value: content } }],
      };
    }
    const called = tool_calls.map(({ function: { name: toolName, arguments: input } }) => {
      const toolCallId = `call-${++calls}`;
      open.push({ toolCallId, toolName });
      return { type: 'tool-call' as const, toolCallId, toolName, input };
    });
    const thought = thinking ? [{ type: 'reasoning' as const, text: thinking }] : [];
    return { role, content: [...thought, ...text, ...called] };
  });
}

const imageOf = (data: string): LanguageModelV4FilePart => ({
  type: 'file',
  mediaType: 'image/*',
  data: { type: 'data', data },
});
