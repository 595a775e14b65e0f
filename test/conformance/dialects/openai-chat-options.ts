import type { JSONSchema7, LanguageModelV4CallOptions, LanguageModelV4Message } from '@ai-sdk/provider';
import { type ContentPart, reasoningOf, textOf, userParts } from './openai-content.ts';
import { present, some } from './present.ts';

type Options = LanguageModelV4CallOptions;

interface WireMessage {
  role: string;
  content?: string | ContentPart[] | null;
  reasoning_content?: string | null;
  reasoning?: string | null;
  tool_call_id?: string;
  tool_calls?: { id: string; function: { name: string; arguments: string } }[] | null;
}

export interface ChatBody {
  model?: string;
  stream?: boolean | null;
  messages: WireMessage[];
  max_tokens?: number | null;
  max_completion_tokens?: number | null;
  temperature?: number | null;
  top_p?: number | null;
  seed?: number | null;
  random_seed?: number | null;
  presence_penalty?: number | null;
  frequency_penalty?: number | null;
  stop?: string | string[] | null;
  reasoning_effort?: string;
  response_format?: { type: string; json_schema?: { name?: string; description?: string; schema?: JSONSchema7 } };
  tools?: { function: { name: string; description?: string; parameters?: JSONSchema7; strict?: boolean | null } }[];
  tool_choice?: string | { function?: { name: string } };
}

/**
 * The second line: how a client wants to be answered, not what it asks. `n` is 1 wherever it is recorded, `usage` and
 * `stream_options` are asked for by us always, and `thinking` is a switch of one vendor.
 */
export const chatFields =
  `model stream messages max_tokens max_completion_tokens temperature top_p seed random_seed presence_penalty
  frequency_penalty stop reasoning_effort response_format tools tool_choice
  n stream_options usage logprobs options return_full_text parallel_tool_calls thinking`.split(/\s+/);

const efforts = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh'] as const;

export function chatOptions(body: ChatBody): Options {
  const names = new Map(
    body.messages.flatMap(({ tool_calls }) => (tool_calls ?? []).map((call) => [call.id, call.function.name])),
  );
  const stop = typeof body.stop === 'string' ? [body.stop] : body.stop;
  return present({
    prompt: body.messages.map((message) => messageOf(message, names)),
    // OpenAI wants the newer name where models reason; both are the most that is written.
    maxOutputTokens: body.max_completion_tokens ?? body.max_tokens ?? undefined,
    temperature: body.temperature ?? undefined,
    topP: body.top_p ?? undefined,
    seed: body.seed ?? body.random_seed ?? undefined,
    presencePenalty: body.presence_penalty ?? undefined,
    frequencyPenalty: body.frequency_penalty ?? undefined,
    stopSequences: some(stop),
    reasoning: efforts.find((effort) => effort === body.reasoning_effort),
    responseFormat: formatOf(body.response_format),
    tools: some(body.tools?.map(toolOf)),
    toolChoice: choiceOf(body),
  });
}

function messageOf(message: WireMessage, names: ReadonlyMap<string, string>): LanguageModelV4Message {
  const { role, content, tool_calls: calls, tool_call_id: toolCallId = '' } = message;
  if (role === 'system' || role === 'developer') return { role: 'system', content: textOf(content) };
  if (role === 'user') return { role, content: userParts(content) };
  if (role === 'tool') {
    const output = { type: 'text' as const, value: textOf(content) };
    return { role, content: [{ type: 'tool-result', toolCallId, toolName: names.get(toolCallId) ?? '', output }] };
  }
  if (role !== 'assistant') throw new Error(`a message of role ${role} cannot be raised`);
  const reasoning = message.reasoning_content || message.reasoning || reasoningOf(content);
  const text = textOf(content);
  return {
    role,
    content: [
      ...(reasoning ? [{ type: 'reasoning' as const, text: reasoning }] : []),
      ...(text ? [{ type: 'text' as const, text }] : []),
      ...(calls ?? []).map((call) => ({
        type: 'tool-call' as const,
        toolCallId: call.id,
        toolName: call.function.name,
        input: JSON.parse(call.function.arguments || '{}'),
      })),
    ],
  };
}

/** `strict` is a wish of the client, not a part of what a tool is: only a true one is kept. */
function toolOf({ function: tool }: NonNullable<ChatBody['tools']>[number]): NonNullable<Options['tools']>[number] {
  const { name, description, parameters: inputSchema = { type: 'object', properties: {} }, strict } = tool;
  return { type: 'function', name, inputSchema, ...present({ description, strict: strict || undefined }) };
}

function choiceOf({ tools, tool_choice: choice }: ChatBody): Options['toolChoice'] {
  if (!tools?.length || choice === undefined) return undefined;
  if (typeof choice === 'object') return { type: 'tool', toolName: choice.function?.name ?? '' };
  // `auto` is what it is without a word; `any` is Mistral's word.
  if (choice === 'required' || choice === 'any') return { type: 'required' };
  return choice === 'none' ? { type: 'none' } : undefined;
}

function formatOf(format: ChatBody['response_format']): Options['responseFormat'] {
  if (format?.type === 'json_object') return { type: 'json' };
  const { schema, name, description } = format?.json_schema ?? {};
  return schema && { type: 'json', schema, ...present({ name, description: description || undefined }) };
}
