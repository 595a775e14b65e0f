import type { LanguageModelV4CallOptions, LanguageModelV4FunctionTool } from '@ai-sdk/provider';
import type {
  ChatBody,
  FunctionTool,
  OtherTool,
  ResponseFormat,
  ToolChoice,
  ToolRef,
} from '../../../shared/wire/openai/chat.ts';
import { invalid } from './parse-body.ts';

type Tool = NonNullable<LanguageModelV4CallOptions['tools']>[number];
type Wish = Pick<LanguageModelV4CallOptions, 'tools' | 'toolChoice'>;
type Schema = LanguageModelV4FunctionTool['inputSchema'];

/** The tools that may be used, and whether one must be. */
export function readTools({ tools: given, tool_choice: choice }: Pick<ChatBody, 'tools' | 'tool_choice'>): Wish {
  const tools = (given ?? []).map(toolOf);
  const wish = choice == null ? {} : chosen(choice, tools);
  if (tools.length > 0) return { tools, ...wish };
  const type = wish.toolChoice?.type;
  if (type !== 'required' && type !== 'tool') return {};
  throw invalid('tool_choice', 'it wants a tool, and there is none. Add tools, or leave it out.');
}

const isFunction = (tool: FunctionTool | OtherTool): tool is FunctionTool =>
  tool.type === undefined || tool.type === 'function';

function toolOf(tool: FunctionTool | OtherTool): Tool {
  if (!isFunction(tool)) {
    const { type, ...rest } = tool;
    const own = rest[type];
    const args = { ...(typeof own === 'object' && own !== null ? own : rest) } as Record<string, unknown>;
    const { name } = args;
    // Packages that speak this dialect know some of these; the others warn that they do not.
    return { type: 'provider', id: `openai.${type}`, name: typeof name === 'string' ? name : type, args };
  }
  const { name, description, parameters, strict } = tool.function;
  return {
    type: 'function',
    name,
    ...(description != null && { description }),
    inputSchema: (parameters ?? { type: 'object', properties: {} }) as Schema,
    ...(strict != null && { strict }),
  };
}

function chosen(choice: ToolChoice, tools: readonly Tool[]): Wish {
  if (typeof choice === 'string') return { toolChoice: { type: choice === 'any' ? 'required' : choice } };
  if ('allowed_tools' in choice) {
    const { mode, tools: allowed } = choice.allowed_tools;
    const names = new Set(allowed.map((ref) => named(ref, tools)));
    return { toolChoice: { type: mode }, tools: tools.filter(({ name }) => names.has(name)) };
  }
  return { toolChoice: { type: 'tool', toolName: named(choice, tools) } };
}

function named(ref: ToolRef, tools: readonly Tool[]): string {
  const { name } = 'function' in ref ? ref.function : ref.custom;
  if (tools.some((tool) => tool.name === name)) return name;
  throw invalid('tool_choice', 'the tool it names is not among the tools. Add it to them, or choose one of them.');
}

export interface Format {
  responseFormat?: NonNullable<LanguageModelV4CallOptions['responseFormat']>;
  /** Whether the schema must be one that a provider can hold the model to word for word. */
  isStrict: boolean;
}

export function readFormat(format: ResponseFormat | null | undefined): Format {
  if (format == null || format.type === 'text') return { isStrict: false };
  if (format.type === 'json_object') return { responseFormat: json(format), isStrict: false };
  const given = format.json_schema ?? format;
  return { responseFormat: json(given), isStrict: given.strict ?? false };
}

interface Described {
  schema?: Record<string, unknown> | null | undefined;
  name?: string | null | undefined;
  description?: string | null | undefined;
}

const json = ({ schema, name, description }: Described): NonNullable<Format['responseFormat']> => ({
  type: 'json',
  ...(schema != null && { schema: schema as Schema }),
  ...(name != null && { name }),
  ...(description != null && { description }),
});
