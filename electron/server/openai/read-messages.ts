import type { LanguageModelV4Message, LanguageModelV4Prompt, LanguageModelV4ToolResultPart } from '@ai-sdk/provider';
import type { AssistantMessage, ChatMessage, ContentPart, ToolCall } from '../../../shared/wire/openai/chat.ts';
import { invalid } from './parse-body.ts';
import { readPart } from './read-parts.ts';

type Content = string | readonly ContentPart[] | null;
type Assistant = Extract<LanguageModelV4Message, { role: 'assistant' }>;
type Output = LanguageModelV4ToolResultPart['output'];

/** The dialect's messages as a prompt: instructions first and as one, whoever gave them and wherever they stood. */
export function readMessages(messages: readonly ChatMessage[]): LanguageModelV4Prompt {
  const instructions: string[] = [];
  const prompt: LanguageModelV4Prompt = [];
  /** The tool of each call so far. */
  const tools = new Map<string, string>();

  for (const [index, message] of messages.entries()) {
    const where = `messages[${index}]`;
    switch (message.role) {
      case 'system':
      case 'developer': {
        const text = joined(message.content);
        if (text !== '') instructions.push(text);
        break;
      }
      case 'user':
        prompt.push({ role: 'user', content: partsOf(message.content, where) });
        break;
      case 'assistant':
        prompt.push(answerOf(message));
        for (const call of message.tool_calls ?? []) tools.set(call.id, calledBy(call).name);
        break;
      case 'tool': {
        const { tool_call_id: toolCallId, content } = message;
        const toolName = tools.get(toolCallId);
        if (toolName === undefined) throw withoutCall(where);
        const result = { type: 'tool-result' as const, toolCallId, toolName, output: outputOf(content, where) };
        const last = prompt.at(-1);
        if (last?.role === 'tool') last.content.push(result);
        else prompt.push({ role: 'tool', content: [result] });
        break;
      }
    }
  }
  return instructions.length === 0 ? prompt : [{ role: 'system', content: instructions.join('\n\n') }, ...prompt];
}

const withoutCall = (where: string) =>
  invalid(
    `${where}.tool_call_id`,
    'no message before it calls a tool by this id. Send the assistant message with that call in tool_calls first.',
  );

const joined = (content: string | readonly { text: string }[] | null): string =>
  typeof content === 'string' ? content : (content ?? []).map(({ text }) => text).join('\n');

const partsOf = (content: Content, where: string) =>
  typeof content === 'string' || content === null
    ? [{ type: 'text' as const, text: content ?? '' }]
    : content.map((part, index) => readPart(part, `${where}.content[${index}]`));

function answerOf({ content, refusal, reasoning_content, reasoning, tool_calls }: AssistantMessage): Assistant {
  const said = typeof content === 'string' ? [content] : (content ?? []).map(wordsOf);
  const texts = [...said, refusal ?? ''].filter((text) => text !== '');
  const thought = reasoning_content ?? reasoning ?? '';
  return {
    role: 'assistant',
    content: [
      ...(thought === '' ? [] : [{ type: 'reasoning' as const, text: thought }]),
      ...texts.map((text) => ({ type: 'text' as const, text })),
      ...(tool_calls ?? []).map((call) => {
        const { name, input } = calledBy(call);
        return { type: 'tool-call' as const, toolCallId: call.id, toolName: name, input };
      }),
    ],
  };
}

type AnswerPart = Exclude<AssistantMessage['content'], string | null | undefined>[number];

const wordsOf = (part: AnswerPart): string => (part.type === 'text' ? part.text : part.refusal);

function calledBy(call: ToolCall): { name: string; input: unknown } {
  if ('custom' in call) return call.custom;
  const { name, arguments: given } = call.function;
  return { name, input: typeof given === 'string' ? fromJson(given) : (given ?? {}) };
}

/** What a model wrote is not always JSON. It stays what it is then: the model is to see its own mistake. */
function fromJson(text: string): unknown {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function outputOf(content: Content, where: string): Output {
  if (typeof content === 'string' || content === null) return { type: 'text', value: content ?? '' };
  const parts = partsOf(content, where);
  const texts = parts.flatMap((part) => (part.type === 'text' ? [part.text] : []));
  // Most targets take nothing else from a tool.
  return texts.length === parts.length ? { type: 'text', value: texts.join('\n') } : { type: 'content', value: parts };
}
