import type {
  ChatHistoryItem,
  ChatModelFunctions,
  ChatModelResponse,
  ChatWrapper,
  ChatWrapperGeneratedPrefixTriggersContextState,
  ChatWrapperSettings,
} from 'node-llama-cpp';
import { loadLibrary } from '../runtime.ts';
import type { Start } from './start.ts';
import type { FileTemplate } from './template.ts';
import type { PromptTokenizer } from './text.ts';
import type { ThoughtMarks } from './thought-marks.ts';

export interface WrapperOptions {
  tokenizer: PromptTokenizer;
  /** `call`: the answer is a call, from its first token on. `form`: a grammar has the word. `thought`: it ends with it. */
  writes: 'free' | 'call' | 'form' | 'thought';
}

type Library = Awaited<ReturnType<typeof loadLibrary>>;

/** Gives the engine's chat a prompt that is rendered already, whatever history it thinks it has. */
export async function filePromptWrapper(
  template: FileTemplate,
  start: Start,
  { tokenizer, writes }: WrapperOptions,
): Promise<ChatWrapper> {
  const library = await loadLibrary();
  const { LlamaText, SpecialToken, SpecialTokensText } = library;
  const { thought: marks, turnEnd } = template;
  const special = (text: string) => new SpecialTokensText(text);
  const prompt = start.pieces.map(({ text, special: isSpecial }) => (isSpecial ? special(text) : text));
  const stops = [LlamaText(new SpecialToken('EOS')), ...(turnEnd ? [turnEnd] : [])];
  if (writes === 'thought' && marks) stops.push(LlamaText(special(marks.close)));
  const wrapper = Object.create(template.wrapper) as ChatWrapper;
  return Object.assign(wrapper, {
    settings: settingsFor(library, template, start, writes),
    generateContextState: ({ chatHistory }: { chatHistory: readonly ChatHistoryItem[] }) => ({
      contextText: tokenizer.attach(LlamaText([...prompt, ...written(library, chatHistory, start, marks)])),
      stopGenerationTriggers: stops,
      ...(writes === 'call' && forcedCall(library)),
    }),
  });
}

/** Turns a form the engine has code for into one that begins as was asked. */
export async function enginePromptWrapper(
  base: ChatWrapper,
  words: Readonly<Record<string, unknown>>,
  { tokenizer, writes, functions }: WrapperOptions & { functions: ChatModelFunctions },
): Promise<ChatWrapper> {
  const library = await loadLibrary();
  const wrapper = Object.assign(Object.create(base) as ChatWrapper, words);
  return Object.assign(wrapper, {
    ...(writes === 'form' && { settings: { ...base.settings, segments: {} } }),
    generateContextState: (options: Parameters<ChatWrapper['generateContextState']>[0]) => {
      // All tools are told of, also where only one of them may be called.
      const state = base.generateContextState.call(wrapper, { ...options, availableFunctions: functions });
      return {
        ...state,
        contextText: tokenizer.attach(state.contextText),
        ...(writes === 'call' && forcedCall(library)),
      };
    },
  });
}

const forcedCall = ({
  LlamaText,
}: Library): Pick<ChatWrapperGeneratedPrefixTriggersContextState, 'prefixTriggers' | 'noPrefixTrigger'> => ({
  prefixTriggers: [],
  noPrefixTrigger: { type: 'functionCall', inject: LlamaText('') },
});

/** What the model wrote so far, as the engine tells it back. */
function written(
  { SpecialTokensText }: Library,
  history: readonly ChatHistoryItem[],
  { isThinking }: Start,
  marks: ThoughtMarks | null,
) {
  const last = history.at(-1);
  const response: ChatModelResponse['response'] = last?.type === 'model' ? last.response : [];
  return response.flatMap((item, index) => {
    if (typeof item === 'string') return [item];
    if (item.type !== 'segment' || !marks) return [];
    const isOpen = index === 0 && isThinking;
    return [
      ...(isOpen ? [] : [new SpecialTokensText(marks.written.open)]),
      item.text,
      ...(item.ended ? [new SpecialTokensText(marks.written.close)] : []),
    ];
  });
}

function settingsFor(
  { LlamaText, SpecialTokensText }: Library,
  { wrapper, thought: marks }: FileTemplate,
  { isThinking }: Start,
  writes: WrapperOptions['writes'],
): ChatWrapperSettings {
  const { functions } = wrapper.settings;
  const mark = callMark(functions);
  const hasMore = mark !== null && mark !== functions.call.prefix.toString();
  const alternates = functions.call.prefixAlternateMatches ?? [];
  const text = (value: string) => LlamaText(new SpecialTokensText(value));
  return {
    ...wrapper.settings,
    functions: hasMore
      ? { ...functions, call: { ...functions.call, prefixAlternateMatches: [...alternates, text(mark)] } }
      : functions,
    // In an answer of a given form, marks are a part of its text.
    segments:
      marks && writes !== 'form'
        ? { thought: { prefix: isThinking ? { type: 'openedOnStart' } : text(marks.open), suffix: text(marks.close) } }
        : {},
  };
}

/** The mark a call begins with, such as `<tool_call>`: after it nothing but a call comes, however the model spaces it. */
export function callMark({ call, parallelism }: ChatWrapperSettings['functions']): string | null {
  if ((parallelism?.call.sectionPrefix?.toString() ?? '') !== '') return null;
  const [mark] = /^(<[^<>\s]+>|\[[A-Z_]+\])/.exec(call.prefix.toString()) ?? [];
  return mark ?? null;
}
