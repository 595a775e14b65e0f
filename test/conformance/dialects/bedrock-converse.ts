import type { JSONObject, JSONSchema7, LanguageModelV4CallOptions } from '@ai-sdk/provider';
import type { Expected } from '../dialect.ts';
import { awsFrames } from './aws-frames.ts';
import { type Block, type Message, promptOf, withCachePoints } from './bedrock-content.ts';
import { present, some, sum } from './present.ts';

type Options = LanguageModelV4CallOptions;

export interface ConverseBody {
  messages: Message[];
  system?: Block[];
  inferenceConfig?: {
    maxTokens?: number;
    temperature?: number;
    topP?: number;
    topK?: number;
    stopSequences?: string[];
  };
  toolConfig?: {
    tools: {
      toolSpec?: { name: string; description?: string; inputSchema: { json: JSONSchema7 }; strict?: boolean };
    }[];
    toolChoice?: { auto?: object; any?: object; tool?: { name: string } };
  };
  outputConfig?: { textFormat?: { structure: { jsonSchema: { schema: string } } } };
  additionalModelRequestFields?: JSONObject & {
    thinking?: { type: string; budget_tokens?: number };
    output_config?: { format?: { schema: JSONSchema7 } };
    anthropic_beta?: string[];
  };
}

export const converseFields =
  'messages system inferenceConfig toolConfig outputConfig additionalModelRequestFields additionalModelResponseFieldPaths'.split(
    ' ',
  );

/** https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html */
export function converseOptions(body: ConverseBody): Options {
  const { maxTokens, temperature, topP, topK, stopSequences } = body.inferenceConfig ?? {};
  const { thinking, output_config, anthropic_beta: _, ...fields } = body.additionalModelRequestFields ?? {};
  const { textFormat } = body.outputConfig ?? {};
  const schema = textFormat ? JSON.parse(textFormat.structure.jsonSchema.schema) : output_config?.format?.schema;
  const bedrock = present({
    reasoningConfig: thinking && present({ type: thinking.type, budgetTokens: thinking.budget_tokens }),
    additionalModelRequestFields: Object.keys(fields).length > 0 ? fields : undefined,
  });
  const tools = body.toolConfig?.tools.flatMap(({ toolSpec }) => toolSpec ?? []);
  return present({
    prompt: [
      ...withCachePoints(body.system ?? [], ({ text = '' }) => ({ role: 'system' as const, content: text })),
      ...promptOf(body.messages),
    ],
    // The package's number is of the answer alone; the wire's holds the budget for thinking too.
    maxOutputTokens: maxTokens && maxTokens - (thinking?.budget_tokens ?? 0),
    temperature,
    topP,
    topK,
    stopSequences: some(stopSequences),
    tools: some(
      tools?.map(({ name, description, inputSchema, strict }) => ({
        type: 'function' as const,
        name,
        inputSchema: inputSchema.json,
        ...present({ description, strict }),
      })),
    ),
    toolChoice: choiceOf(body.toolConfig?.toolChoice),
    responseFormat: schema ? { type: 'json' as const, schema } : undefined,
    providerOptions: Object.keys(bedrock).length > 0 ? { bedrock } : undefined,
  });
}

function choiceOf(choice: NonNullable<ConverseBody['toolConfig']>['toolChoice']): Options['toolChoice'] {
  if (choice?.tool) return { type: 'tool', toolName: choice.tool.name };
  if (choice?.any) return { type: 'required' };
  return choice && { type: 'auto' };
}

interface Usage {
  inputTokens: number;
  outputTokens: number;
  cacheReadInputTokens?: number;
  cacheWriteInputTokens?: number;
}

interface Answer {
  output: { message: { content: Block[] } };
  stopReason: string;
  usage?: Usage;
}

const finishes: Record<string, Expected['finish']> = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  tool_use: 'tool-calls',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  content_filtered: 'content-filter',
  guardrail_intervened: 'content-filter',
};

export function readAnswer({ output, stopReason, usage }: Answer): Expected {
  const { content } = output.message;
  return present({
    text: content.map(({ text }) => text ?? '').join(''),
    reasoning: content.map(({ reasoningContent }) => reasoningContent?.reasoningText?.text ?? '').join(''),
    toolCalls: content
      .flatMap(({ toolUse }) => toolUse ?? [])
      .map(({ toolUseId: id, name, input }) => ({ id, name, input })),
    finish: finishes[stopReason],
    usage: usage && {
      input: sum(usage.inputTokens, usage.cacheReadInputTokens, usage.cacheWriteInputTokens),
      cacheRead: sum(usage.cacheReadInputTokens),
      cacheWrite: sum(usage.cacheWriteInputTokens),
      output: usage.outputTokens,
    },
  });
}

interface Event {
  contentBlockIndex?: number;
  start?: { toolUse?: { toolUseId: string; name: string } };
  delta?: { text?: string; toolUse?: { input: string }; reasoningContent?: { text?: string } };
  stopReason?: string;
  usage?: Usage;
}

export function readStream(body: Uint8Array): Expected {
  const frames = awsFrames(body);
  if (frames.some(({ headers }) => headers[':message-type'] !== 'event')) return { failsInside: true };
  const blocks: { text: string; thought: string; json: string; call?: { toolUseId: string; name: string } }[] = [];
  const end: { stopReason: string; usage?: Usage } = { stopReason: '' };
  for (const { payload } of frames) {
    const { contentBlockIndex: at, start, delta, stopReason, usage } = JSON.parse(payload) as Event;
    Object.assign(end, present({ stopReason, usage }));
    if (at === undefined) continue;
    const block = (blocks[at] ??= { text: '', thought: '', json: '' });
    if (start?.toolUse) block.call = start.toolUse;
    block.text += delta?.text ?? '';
    block.thought += delta?.reasoningContent?.text ?? '';
    block.json += delta?.toolUse?.input ?? '';
  }
  const content = blocks.flatMap(({ text, thought, json, call }): Block[] => {
    if (call) return [{ toolUse: { ...call, input: JSON.parse(json || '{}') } }];
    return [{ text, reasoningContent: { reasoningText: { text: thought } } }];
  });
  return readAnswer({ output: { message: { content } }, ...end });
}
