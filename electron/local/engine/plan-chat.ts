import type { LlamaGrammar } from 'node-llama-cpp';
import { AppError } from '../../../shared/errors/app-error.ts';
import { checkRequest } from './chat-limits.ts';
import { type Conversation, readConversation } from './prompt/conversation.ts';
import { fitPrompt } from './fit.ts';
import { grammarFor } from './formats.ts';
import type { LoadedForChat } from './loaded.ts';
import { buildPrompt, type Prompt } from './prompt/build.ts';
import type { ChatRequest } from './request.ts';
import { type SamplerOptions, samplerOptions } from './sampling.ts';
import { type ChatTemplate, templateOf } from './prompt/template.ts';
import { planThinking, type ThinkingPlan } from './prompt/thinking.ts';
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
  /** The answer goes on with a text that is there already. */
  isContinued: boolean;
  /** Tokens it may write: what was asked for, or what the context has left. */
  most: number;
}

export async function planChat(loaded: LoadedForChat, request: ChatRequest): Promise<ChatPlan> {
  checkRequest(request);
  const sampler = samplerOptions(loaded.model, request.sampling);
  const { conversation, build, ...parts } = await prepare(loaded, request);
  const grammar = await grammarFor(loaded.llama, request.format);
  const { prompt, droppedTurns } = await fitPrompt(loaded, request, conversation, build);
  return {
    ...parts,
    prompt,
    droppedTurns,
    grammar,
    sampler,
    isContinued: conversation.begun.at(-1)?.kind === 'text',
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
  const conversation = readConversation(request.messages);
  const tools = planTools(request);
  const hasForm = request.format.kind !== 'text' || tools.isForced;
  const thinking = planThinking(template, request, hasForm);
  if (hasForm && thinking.mode === 'on' && template.kind === 'engine') throw noThoughtBeforeForm();
  const build = (of: Conversation) =>
    buildPrompt(loaded, template, { conversation: of, tools: tools.tools, functions: tools.functions, thinking });
  return { template, conversation, tools, thinking, build };
}

const noThoughtBeforeForm = (): AppError =>
  new AppError(
    'UNSUPPORTED_PARAMETER',
    'This model cannot think before an answer that must be a call or of a given form. Leave out one of the two.',
    { details: { parameter: 'thinking' } },
  );
