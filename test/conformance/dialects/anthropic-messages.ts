import type { JSONSchema7, JSONValue, LanguageModelV4CallOptions, LanguageModelV4Message } from '@ai-sdk/provider';
import { type Block, contentParts, resultOutput } from './anthropic-blocks.ts';
import { present, some } from './present.ts';

type Options = LanguageModelV4CallOptions;
type Tool = NonNullable<Options['tools']>[number];

interface WireTool {
  type?: string;
  name: string;
  description?: string;
  input_schema?: JSONSchema7;
  cache_control?: JSONValue;
  strict?: boolean;
}

export interface MessagesBody {
  model?: string;
  stream?: boolean;
  max_tokens?: number;
  system?: string | Block[];
  messages: { role: 'user' | 'assistant' | 'system'; content: string | Block[] }[];
  tools?: WireTool[];
  tool_choice?: { type: 'auto' | 'any' | 'none' | 'tool'; name?: string; disable_parallel_tool_use?: boolean };
  thinking?: { type: string; budget_tokens?: number; display?: string };
  temperature?: number;
  top_p?: number;
  top_k?: number;
  stop_sequences?: string[];
  /** Its older and its newer name. */
  output_format?: { type: string; schema: JSONSchema7 };
  output_config?: { effort?: string; format?: { type: string; schema: JSONSchema7 } };
}

export const messagesFields =
  'model stream max_tokens system messages tools tool_choice thinking temperature top_p top_k stop_sequences output_format output_config anthropic_version'.split(
    ' ',
  );

/** https://platform.claude.com/docs/en/api/messages */
export function messagesOptions(body: MessagesBody): Options {
  const { thinking, tool_choice: choice, output_config: config } = body;
  const schema = (body.output_format ?? config?.format)?.schema;
  const own = present({
    thinking:
      thinking && present({ type: thinking.type, budgetTokens: thinking.budget_tokens, display: thinking.display }),
    effort: config?.effort,
    // false is what it is without a word.
    disableParallelToolUse: choice?.disable_parallel_tool_use || undefined,
  });
  return present({
    prompt: [...systemOf(body.system), ...body.messages.flatMap((message) => messagesOf(message, namesOf(body)))],
    // The SDK's number is of the answer alone; the wire's holds the budget for thinking too.
    maxOutputTokens: body.max_tokens && body.max_tokens - (thinking?.budget_tokens ?? 0),
    temperature: body.temperature,
    topP: body.top_p,
    topK: body.top_k,
    stopSequences: some(body.stop_sequences),
    tools: some(body.tools?.map(toolOf)),
    toolChoice: body.tools?.length ? choiceOf(choice) : undefined,
    responseFormat: schema && { type: 'json' as const, schema },
    providerOptions: Object.keys(own).length > 0 ? { anthropic: own } : undefined,
  });
}

const cache = (control: JSONValue | undefined) =>
  control ? { providerOptions: { anthropic: { cacheControl: control } } } : {};

function systemOf(system: MessagesBody['system']): LanguageModelV4Message[] {
  const blocks = typeof system === 'string' ? [{ type: 'text', text: system }] : (system ?? []);
  return blocks.map(({ text = '', cache_control }: Block) => ({
    role: 'system',
    content: text,
    ...cache(cache_control),
  }));
}

/** Results of tools stand in the user's turn here, in a turn of their own there. */
function messagesOf(
  { role, content }: MessagesBody['messages'][number],
  names: Map<string, string>,
): LanguageModelV4Message[] {
  const blocks = typeof content === 'string' ? [{ type: 'text', text: content }] : content;
  if (role === 'system') return systemOf(blocks);
  if (role === 'assistant') return [{ role, content: contentParts(blocks) }] as LanguageModelV4Message[];
  const results = blocks.filter(({ type }) => type === 'tool_result');
  const others = blocks.filter(({ type }) => type !== 'tool_result');
  return [
    ...(results.length > 0 ? [{ role: 'tool' as const, content: results.map((block) => resultOf(block, names)) }] : []),
    ...(others.length > 0 ? ([{ role, content: contentParts(others) }] as LanguageModelV4Message[]) : []),
  ];
}

/** A result says only which call it answers. */
const namesOf = ({ messages }: MessagesBody): Map<string, string> =>
  new Map(
    messages
      .flatMap(({ content }) => (typeof content === 'string' ? [] : content))
      .map(({ id = '', name = '' }) => [id, name]),
  );

const resultOf = (block: Block, names: Map<string, string>) => ({
  type: 'tool-result' as const,
  toolCallId: block.tool_use_id ?? '',
  toolName: names.get(block.tool_use_id ?? '') ?? 'unknown',
  output: resultOutput(block),
  ...cache(block.cache_control),
});

function toolOf({ type = 'custom', name, ...tool }: WireTool): Tool {
  if (type === 'custom') {
    const { description, input_schema: inputSchema = {}, strict } = tool;
    return { type: 'function', name, inputSchema, ...present({ description, strict }), ...cache(tool.cache_control) };
  }
  const args = Object.entries(tool).map(([key, value]) => [key.replace(/_(\w)/g, (_, l) => l.toUpperCase()), value]);
  return { type: 'provider', id: `anthropic.${type}`, name, args: Object.fromEntries(args) };
}

function choiceOf(choice: MessagesBody['tool_choice']): Options['toolChoice'] {
  if (choice?.type === 'tool') return { type: 'tool', toolName: choice.name ?? '' };
  if (choice?.type === 'any') return { type: 'required' };
  return choice && { type: choice.type };
}
