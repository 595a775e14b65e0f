import type { Llama, LlamaGrammar } from 'node-llama-cpp';
import { AppError } from '../../../shared/errors/app-error.ts';
import { checkRequest } from './chat-limits.ts';
import { fitPrompt } from './fit.ts';
import { answerOrCallGrammar, grammarFor } from './formats.ts';
import type { LoadedForChat } from './loaded.ts';
import { buildPrompt, type Prompt } from './prompt/build.ts';
import { type Conversation, readConversation } from './prompt/conversation.ts';
import { type BrokenTemplate, type ChatTemplate, templateOf } from './prompt/template.ts';
import { planThinking, type ThinkingPlan } from './prompt/thinking.ts';
import { callMark } from './prompt/wrapper.ts';
import type { ChatRequest } from './request.ts';
import { type SamplerOptions, samplerOptions } from './sampling.ts';
import { planTools, type ToolPlan } from './tools.ts';

/** Everything a chat request comes to, before a slot is taken for it. */
export interface ChatPlan {
  template: ChatTemplate;
  prompt: Prompt;
  droppedTurns: number;
  tools: ToolPlan;
  grammar: LlamaGrammar | null;
  thinking: ThinkingPlan;
  sampler: SamplerOptions;
  /** The answer goes on with what is there already. */
  isContinued: boolean;
  /** Tokens it may write: what was asked for, or what the context has left. */
  most: number;
}

export async function planChat(loaded: LoadedForChat, request: ChatRequest): Promise<ChatPlan> {
  checkRequest(request);
  const sampler = samplerOptions(loaded.model, request.sampling);
  const { conversation, build, ...parts } = await prepare(loaded, request);
  const grammar = await answerGrammar(loaded.llama, request, parts);
  const { prompt, droppedTurns } = await fitPrompt(loaded, request, conversation, build);
  return {
    ...parts,
    prompt,
    droppedTurns,
    grammar,
    sampler,
    isContinued: conversation.begun.length > 0,
    most: Math.min(request.maxTokens ?? Infinity, loaded.info.contextSize - prompt.tokens.length),
  };
}

/** How many tokens the prompt of a request has, whether they fit or not. */
export async function countChat(loaded: LoadedForChat, request: ChatRequest): Promise<number> {
  const { conversation, build } = await prepare(loaded, request);
  return (await build(conversation)).tokens.length;
}

async function prepare(loaded: LoadedForChat, request: ChatRequest) {
  const template = await templateOf(loaded.model);
  if (template.kind === 'broken') throw brokenTemplate(template);
  const conversation = readConversation(request.messages);
  const tools = await planTools(loaded.llama, template, request);
  const hasForm = request.format.kind !== 'text' || tools.isForced;
  const thinking = planThinking(template, request, hasForm);
  if (hasForm && thinking.mode === 'on' && template.kind === 'engine') throw noThoughtBeforeForm();
  const build = (of: Conversation) =>
    buildPrompt(loaded, template, { conversation: of, tools: tools.tools, functions: tools.functions, thinking });
  return { template, conversation, tools, thinking, build };
}

/** A forced call has no other form. An answer that may be a call is held to its form where calls begin with a mark. */
async function answerGrammar(
  llama: Llama,
  { format }: ChatRequest,
  { template, tools }: Pick<ChatPlan, 'template' | 'tools'>,
): Promise<LlamaGrammar | null> {
  if (format.kind === 'text' || tools.isForced) return null;
  if (Object.keys(tools.callable).length === 0) return grammarFor(llama, format);
  const mark = template.kind === 'file' && template.hasTools ? callMark(template.wrapper.settings.functions) : null;
  if (mark !== null) return answerOrCallGrammar(llama, format, mark);
  throw new AppError(
    'UNSUPPORTED_PARAMETER',
    'This model cannot be given tools and a form for its answer at once. Leave out one of the two.',
    { details: { param: 'format' } },
  );
}

const brokenTemplate = ({ reason }: BrokenTemplate): AppError =>
  new AppError(
    'MODEL_TEMPLATE_INVALID',
    `The chat template in this model's file does not work: ${reason}. Take another file of it, or send raw text.`,
    { details: { reason } },
  );

const noThoughtBeforeForm = (): AppError =>
  new AppError(
    'UNSUPPORTED_PARAMETER',
    'This model cannot think before an answer that must be a call or of a given form. Leave out one of the two.',
    { details: { param: 'thinking' } },
  );
