import type {
  JSONSchema7,
  JSONValue,
  LanguageModelV4CallOptions,
  LanguageModelV4FilePart,
  LanguageModelV4Message,
  LanguageModelV4TextPart,
} from '@ai-sdk/provider';
import { present, some } from './present.ts';

type Options = LanguageModelV4CallOptions;

interface Piece {
  type: string;
  text?: string;
  thinking?: string;
  image_url?: { url: string };
  document?: { data: JSONValue };
}

interface Document {
  data: { text?: string; title?: string };
}

interface Message {
  role: 'system' | 'user' | 'assistant' | 'tool';
  content?: string | Piece[] | null;
  tool_calls?: { id: string; function: { name: string; arguments: string } }[];
  tool_call_id?: string;
}

export interface ChatBody {
  model: string;
  stream?: boolean;
  messages: Message[];
  documents?: Document[];
  tools?: { function: { name: string; description?: string; parameters: JSONSchema7 } }[];
  tool_choice?: 'REQUIRED' | 'NONE';
  response_format?: { type: string; json_schema?: JSONSchema7 };
  max_tokens?: number;
  temperature?: number;
  p?: number;
  k?: number;
  seed?: number;
  stop_sequences?: string[];
  frequency_penalty?: number;
  presence_penalty?: number;
  thinking?: { type: 'enabled' | 'disabled'; token_budget?: number };
}

export const chatFields =
  'model stream messages documents tools tool_choice response_format max_tokens temperature p k seed stop_sequences frequency_penalty presence_penalty thinking'.split(
    ' ',
  );

/** https://docs.cohere.com/reference/chat. The plan beside a call of a tool is not raised: packages have no place for it. */
export function chatOptions(body: ChatBody): Options {
  const { thinking } = body;
  const format = body.response_format;
  return present({
    prompt: withDocuments(promptOf(body.messages), body.documents ?? []),
    maxOutputTokens: body.max_tokens,
    temperature: body.temperature,
    topP: body.p,
    topK: body.k,
    seed: body.seed,
    stopSequences: some(body.stop_sequences),
    frequencyPenalty: body.frequency_penalty,
    presencePenalty: body.presence_penalty,
    tools: some(body.tools?.map((tool) => toolOf(tool.function))),
    toolChoice: body.tool_choice && { type: body.tool_choice === 'NONE' ? ('none' as const) : ('required' as const) },
    responseFormat:
      format?.type === 'json_object'
        ? { type: 'json' as const, ...present({ schema: format.json_schema }) }
        : undefined,
    providerOptions: thinking && {
      cohere: { thinking: present({ type: thinking.type, tokenBudget: thinking.token_budget }) },
    },
  });
}

const toolOf = ({ name, description, parameters }: NonNullable<ChatBody['tools']>[number]['function']) => ({
  type: 'function' as const,
  name,
  inputSchema: parameters,
  ...(description ? { description } : {}),
});

function promptOf(messages: readonly Message[]): LanguageModelV4Message[] {
  const names = new Map(
    messages.flatMap(({ tool_calls = [] }) => tool_calls.map((call) => [call.id, call.function.name])),
  );
  return messages.map((message): LanguageModelV4Message => {
    const { role, tool_calls = [], tool_call_id: toolCallId = '' } = message;
    const pieces =
      typeof message.content === 'string' ? [{ type: 'text', text: message.content }] : (message.content ?? []);
    if (role === 'system') return { role, content: pieces.map(({ text }) => text ?? '').join('') };
    if (role === 'tool') {
      const output = { type: 'text' as const, value: pieces.map(resultOf).join('') };
      return {
        role,
        content: [{ type: 'tool-result', toolCallId, toolName: names.get(toolCallId) ?? 'unknown', output }],
      };
    }
    const parts = pieces.filter(({ text }) => text !== '').map(partOf);
    if (role === 'user') return { role, content: parts };
    const calls = tool_calls.map(({ id, function: { name, arguments: json } }) => ({
      type: 'tool-call' as const,
      toolCallId: id,
      toolName: name,
      input: JSON.parse(json) ?? {},
    }));
    return { role, content: [...parts, ...calls] };
  });
}

const resultOf = ({ text, document }: Piece): string => text ?? JSON.stringify(document?.data ?? '');

function partOf(piece: Piece): LanguageModelV4TextPart | LanguageModelV4FilePart {
  const { type, text, image_url } = piece;
  if (text !== undefined) return { type: 'text', text };
  if (!image_url) throw new Error(`a piece of type ${type} cannot be raised`);
  const [, mediaType, data] = /^data:([^;]+);base64,(.*)$/.exec(image_url.url) ?? [];
  if (mediaType && data) return { type: 'file', mediaType, data: { type: 'data', data } };
  return { type: 'file', mediaType: 'image/*', data: { type: 'url', url: new URL(image_url.url) } };
}

/** Documents stand beside the messages there, and in the user's message here. */
function withDocuments(prompt: LanguageModelV4Message[], documents: readonly Document[]): LanguageModelV4Message[] {
  const files = documents.map(({ data: { text, title } }): LanguageModelV4FilePart => {
    if (text === undefined) throw new Error('a document without a text cannot be raised');
    return { type: 'file', mediaType: 'text/plain', data: { type: 'text', text }, ...present({ filename: title }) };
  });
  const last = prompt.findLastIndex(({ role }) => role === 'user');
  return prompt.map((message, at) =>
    at === last && message.role === 'user' ? { ...message, content: [...message.content, ...files] } : message,
  );
}
