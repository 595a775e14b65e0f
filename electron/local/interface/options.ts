import type { LanguageModelV4CallOptions, SharedV4Warning } from '@ai-sdk/provider';
import { z } from 'zod';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { AnswerFormat, ChatRequest, EngineTool, GenerateRequest, Sampling } from '../engine/request.ts';
import { toMessages } from './prompt.ts';

/** Where this app's own options stand among those that the interface does not name. */
export const optionsKey = 'switchyard';

/** What the engine can and the interface has no word for. */
const extras = z.strictObject({
  /** A raw completion in place of the messages. */
  raw: z
    .strictObject({
      prompt: z.union([z.string(), z.array(z.int().nonnegative())]),
      suffix: z.string().nullable().default(null),
      echo: z.boolean().default(false),
    })
    .exactOptional(),
  minP: z.number().exactOptional(),
  repeatPenalty: z.number().exactOptional(),
  penaltyWindow: z.int().exactOptional(),
  xtc: z.strictObject({ probability: z.number(), threshold: z.number() }).exactOptional(),
  dry: z
    .strictObject({
      strength: z.number(),
      base: z.number().exactOptional(),
      allowedLength: z.int().exactOptional(),
      window: z.int().exactOptional(),
      breakers: z.array(z.string().max(128)).max(64).exactOptional(),
    })
    .exactOptional(),
  logitBias: z.record(z.string(), z.number()).exactOptional(),
  /** So many of the likeliest tokens beside each one. */
  logprobs: z.int().min(0).max(20).exactOptional(),
  /** GBNF. */
  grammar: z.string().max(1_000_000).exactOptional(),
  overflow: z.enum(['error', 'shift']).exactOptional(),
  parallelTools: z.boolean().exactOptional(),
  /** What holds where a parameter is left out: what programs written for OpenAI expect, or what the model's maker recommends. */
  defaults: z.enum(['standard', 'model']).exactOptional(),
});
export type LocalOptions = z.input<typeof extras>;

export interface EngineCall {
  request: GenerateRequest;
  warnings: SharedV4Warning[];
}

/** What is known of the model that is asked. */
export interface AskedModel {
  name: string;
  /** What holds where somebody leaves the sampling to the model. */
  recommended: Sampling;
}

/** The engine's request for a call of the interface. What it cannot do is refused by name or warned of, never dropped. */
export function toRequest(options: LanguageModelV4CallOptions, { name, recommended }: AskedModel): EngineCall {
  const own = parseExtras(options.providerOptions?.[optionsKey]);
  const common = {
    maxTokens: options.maxOutputTokens ?? null,
    stop: options.stopSequences ?? [],
    sampling: { ...(own.defaults === 'model' && recommended), ...samplingOf(options, own) },
    logprobs: own.logprobs ?? null,
    overflow: own.overflow ?? ('error' as const),
  };
  if (own.raw) return { request: { kind: 'text', ...own.raw, ...common }, warnings: [] };

  const { tools, warnings } = toolsOf(options);
  const request: ChatRequest = {
    kind: 'chat',
    messages: toMessages(options.prompt, name),
    tools,
    toolChoice: toolChoiceOf(options),
    parallelTools: own.parallelTools ?? true,
    format: formatOf(options, own.grammar),
    thinking: thinkingOf(options.reasoning),
    ...common,
  };
  return { request, warnings };
}

function parseExtras(given: unknown): z.output<typeof extras> {
  const parsed = extras.safeParse(given ?? {});
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const param = issue?.path.join('.') || (issue?.code === 'unrecognized_keys' && issue.keys[0]) || 'options';
  const message = `The option "${param}" cannot be taken: ${issue?.message}. Correct it, or leave it out.`;
  throw new AppError('UNSUPPORTED_PARAMETER', message, { details: { param } });
}

function samplingOf(options: LanguageModelV4CallOptions, own: z.output<typeof extras>): Sampling {
  const { temperature, topP, topK, presencePenalty, frequencyPenalty, seed } = options;
  const { minP, repeatPenalty, penaltyWindow, xtc, dry, logitBias } = own;
  const named = { temperature, topP, topK, presencePenalty, frequencyPenalty, seed };
  const all = { ...named, minP, repeatPenalty, penaltyWindow, xtc, dry, logitBias };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Sampling;
}

function toolsOf({ tools = [] }: LanguageModelV4CallOptions): { tools: EngineTool[]; warnings: SharedV4Warning[] } {
  const own: EngineTool[] = [];
  const warnings: SharedV4Warning[] = [];
  for (const tool of tools) {
    if (tool.type === 'provider') {
      warnings.push({ type: 'unsupported', feature: `tool ${tool.id}`, details: 'Only a cloud provider has it.' });
      continue;
    }
    const { name, description = null, inputSchema: parameters, strict = false } = tool;
    own.push({ name, description, parameters, strict });
  }
  return { tools: own, warnings };
}

function toolChoiceOf({ toolChoice }: LanguageModelV4CallOptions): ChatRequest['toolChoice'] {
  if (!toolChoice) return 'auto';
  return toolChoice.type === 'tool' ? { name: toolChoice.toolName } : toolChoice.type;
}

function formatOf({ responseFormat }: LanguageModelV4CallOptions, gbnf: string | undefined): AnswerFormat {
  if (gbnf !== undefined) return { kind: 'grammar', gbnf };
  if (responseFormat?.type !== 'json') return { kind: 'text' };
  return responseFormat.schema === undefined ? { kind: 'json' } : { kind: 'schema', schema: responseFormat.schema };
}

function thinkingOf(effort: LanguageModelV4CallOptions['reasoning']): ChatRequest['thinking'] {
  switch (effort) {
    case undefined:
    case 'provider-default':
      return null;
    case 'none':
      return 'off';
    case 'minimal':
    case 'low':
      return 'low';
    case 'medium':
      return 'medium';
    case 'high':
    case 'xhigh':
    case 'max':
      return 'high';
  }
}
