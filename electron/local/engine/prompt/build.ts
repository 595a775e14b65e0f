import type { ChatHistoryItem, ChatModelFunctions, ChatWrapper, Token } from 'node-llama-cpp';
import type { LoadedForChat } from '../loaded.ts';
import type { EngineTool } from '../request.ts';
import { type Conversation, lastQuestion } from './conversation.ts';
import { toHistory, toResponse } from './messages.ts';
import { renderTurns } from './render.ts';
import { afterThought, beginAnswer, type Start } from './start.ts';
import type { ChatTemplate, EngineTemplate, FileTemplate } from './template.ts';
import { createPromptTokenizer, toLlamaText } from './text.ts';
import { engineThinking, type ThinkingPlan } from './thinking.ts';
import { enginePromptWrapper, filePromptWrapper, type WrapperOptions } from './wrapper.ts';

/** A conversation ready to be read by the model, in the form the engine's chat wants it. */
export interface Prompt {
  readonly tokens: readonly Token[];
  readonly history: ChatHistoryItem[];
  /** The next token belongs to a thought. */
  readonly isThinking: boolean;
  wrapper(writes: WrapperOptions['writes']): Promise<ChatWrapper>;
  /** The prompt for what comes after a thought. Null where thoughts have no marks. */
  afterThought(thought: string): Prompt | null;
}

export interface PromptOptions {
  conversation: Conversation;
  tools: readonly EngineTool[];
  functions: ChatModelFunctions;
  thinking: ThinkingPlan;
}

export function buildPrompt(loaded: LoadedForChat, template: ChatTemplate, options: PromptOptions): Promise<Prompt> {
  return template.kind === 'file' ? filePrompt(loaded, template, options) : enginePrompt(loaded, template, options);
}

async function filePrompt({ model }: LoadedForChat, template: FileTemplate, options: PromptOptions): Promise<Prompt> {
  const { conversation, tools, functions, thinking } = options;
  const { turns, begun } = conversation;
  const rendered = renderTurns(model, template, { turns, tools, functions, parameters: thinking.parameters });
  const tokenizer = createPromptTokenizer(model);
  const toPrompt = (start: Start, tokens: readonly Token[]): Prompt => ({
    tokens,
    history: [
      { type: 'user', text: lastQuestion(turns) },
      { type: 'model', response: [] },
    ],
    isThinking: start.isThinking,
    wrapper: (writes) => filePromptWrapper(template, start, { tokenizer, writes }),
    afterThought: (thought) => template.thought && toPrompt(afterThought(start, thought, template.thought), tokens),
  });
  const start = beginAnswer(rendered, template.thought, begun, thinking);
  return toPrompt(start, await tokenizer.tokens(await toLlamaText(start.pieces)));
}

async function enginePrompt(
  { model }: LoadedForChat,
  template: EngineTemplate,
  options: PromptOptions,
): Promise<Prompt> {
  const { conversation, functions, thinking } = options;
  const { turns, begun } = conversation;
  const tokenizer = createPromptTokenizer(model);
  const words = engineThinking(template.wrapper, thinking);
  const wrapper: Prompt['wrapper'] = (writes) =>
    enginePromptWrapper(template.wrapper, words, { tokenizer, writes, functions });
  const last = turns.at(-1);
  const response = [
    ...(last?.role === 'assistant' ? toResponse(last.rounds, true) : []),
    ...toResponse([{ said: begun, calls: [] }], true),
  ];
  const history = [
    ...toHistory(last?.role === 'assistant' ? turns.slice(0, -1) : turns),
    { type: 'model' as const, response },
  ];
  const { contextText } = (await wrapper('free')).generateContextState({ chatHistory: history });
  return {
    tokens: await tokenizer.tokens(contextText),
    history,
    isThinking: false,
    wrapper,
    afterThought: () => null,
  };
}
