import type { JSONObject, JSONSchema7, JSONValue, LanguageModelV4CallOptions } from '@ai-sdk/provider';
import { present, some } from './present.ts';
import { type Item, promptOf } from './responses-input.ts';

type Options = LanguageModelV4CallOptions;
type Tool = NonNullable<Options['tools']>[number];

interface WireTool {
  type: string;
  name?: string;
  description?: string;
  parameters?: JSONSchema7;
  strict?: boolean | null;
}

export interface ResponsesBody {
  model: string;
  input: string | Item[];
  stream?: boolean;
  instructions?: string;
  max_output_tokens?: number;
  temperature?: number;
  top_p?: number;
  tools?: WireTool[];
  tool_choice?: 'auto' | 'none' | 'required' | { type: string; name?: string };
  text?: {
    format?: { type: string; name?: string; description?: string; schema?: JSONSchema7; strict?: boolean | null };
    verbosity?: string;
  };
  reasoning?: { effort?: string | null; summary?: string | null };
  store?: boolean | null;
  include?: string[];
  service_tier?: string;
  previous_response_id?: string | null;
  parallel_tool_calls?: boolean;
  prompt_cache_key?: string;
  truncation?: string;
  user?: string;
  metadata?: JSONValue;
}

export const responsesFields =
  'model input stream instructions max_output_tokens temperature top_p tools tool_choice text reasoning store include service_tier previous_response_id parallel_tool_calls prompt_cache_key truncation user metadata'.split(
    ' ',
  );

/** https://platform.openai.com/docs/api-reference/responses. `owner` is whose name the package's own options have. */
export function responsesOptions(body: ResponsesBody, owner: string): Options {
  const own: JSONObject = present({ ...ownOptions(body), ...formatOptions(body) });
  return present({
    prompt: [
      ...(body.instructions ? [{ role: 'system' as const, content: body.instructions }] : []),
      ...promptOf(body.input, { name: owner, keepsIds: body.store === false }),
    ],
    maxOutputTokens: body.max_output_tokens,
    temperature: body.temperature,
    topP: body.top_p,
    tools: some(body.tools?.map((tool) => toolOf(tool, owner))),
    toolChoice: choiceOf(body.tool_choice),
    responseFormat: responseFormat(body),
    providerOptions: Object.keys(own).length > 0 ? { [owner]: own } : undefined,
  });
}

function ownOptions(body: ResponsesBody) {
  const { reasoning, store } = body;
  return {
    store: store ?? undefined,
    include: some(body.include?.filter((name) => !isAskedAnyhow(name, store))),
    serviceTier: body.service_tier,
    previousResponseId: body.previous_response_id ?? undefined,
    parallelToolCalls: body.parallel_tool_calls,
    promptCacheKey: body.prompt_cache_key,
    truncation: body.truncation,
    user: body.user,
    metadata: body.metadata,
    textVerbosity: body.text?.verbosity,
    reasoningEffort: reasoning?.effort ?? undefined,
    // Asked for unless told not to.
    reasoningSummary: reasoning && (reasoning.summary ?? null),
  };
}

/** Packages ask for it by themselves: what was thought where nothing is kept, since the next turn needs it. */
const isAskedAnyhow = (name: string, store: ResponsesBody['store']) =>
  name === 'web_search_call.action.sources' || (name === 'reasoning.encrypted_content' && store === false);

const formatOptions = ({ text }: ResponsesBody) =>
  text?.format?.type === 'json_schema' ? { strictJsonSchema: text.format.strict ?? false } : {};

function responseFormat({ text }: ResponsesBody): Options['responseFormat'] {
  const { type, schema, name, description } = text?.format ?? {};
  if (type === undefined || type === 'text') return undefined;
  return { type: 'json', ...present({ schema, name, description }) };
}

function toolOf({ type, name = type, description, parameters, strict, ...args }: WireTool, owner: string): Tool {
  const house = owner === 'azure' ? 'openai' : owner;
  if (type !== 'function') return { type: 'provider', id: `${house}.${type}`, name, args: camel(args) };
  const inputSchema = parameters ?? { type: 'object', properties: {} };
  return { type, name, inputSchema, ...present({ description, strict: strict ?? undefined }) };
}

const camel = (fields: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== null)
      .map(([key, value]) => [key.replace(/_(\w)/g, (_, letter) => letter.toUpperCase()), value]),
  );

function choiceOf(choice: ResponsesBody['tool_choice']): Options['toolChoice'] {
  if (choice === undefined || typeof choice === 'string') return choice && { type: choice };
  return { type: 'tool', toolName: choice.name ?? choice.type };
}
