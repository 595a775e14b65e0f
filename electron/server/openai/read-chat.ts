import type { LanguageModelV4CallOptions, LanguageModelV4Prompt } from '@ai-sdk/provider';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { ModelParameters } from '../../../shared/model/parameters.ts';
import { parametersIn } from '../../../shared/model/read-parameters.ts';
import type { Need } from '../../../shared/model/routing.ts';
import { type ChatBody, chatBody } from '../../../shared/wire/openai/chat.ts';
import type { RequestContent } from '../../gateway/request.ts';
import { parseBody } from './parse-body.ts';
import { readMessages } from './read-messages.ts';
import { readFormat, readTools } from './read-tools.ts';
import { tidyParameters } from './tidy-parameters.ts';

type Call = Pick<LanguageModelV4CallOptions, 'prompt' | 'tools' | 'toolChoice' | 'responseFormat'>;

/** What is asked for, in the words of the model interface. */
export interface ReadChat extends Call {
  model: string;
  isStream: boolean;
  /** Whether a stream ends with what it took. */
  includeUsage: boolean;
  /** Whether the schema of `responseFormat` is to be kept word for word. */
  isStrict: boolean;
  parameters: ModelParameters;
  /** How many answers. */
  n: number;
  content: RequestContent;
}

/** `mostAnswers`: how many of them one request may want. Default: 1. */
export function readChat(body: unknown, { mostAnswers = 1 }: { mostAnswers?: number } = {}): ReadChat {
  const parsed = parseBody(chatBody, body);
  refuseOldForms(parsed);
  const parameters = parametersIn(tidyParameters(body as Record<string, unknown>));
  const { n = 1, maxOutputTokens = null } = parameters;
  if (n > mostAnswers) throw unsupported('n', `One request has at most ${mostAnswers} answer here. Ask again instead.`);

  const { responseFormat, isStrict } = readFormat(parsed.response_format);
  const call: Call = {
    prompt: readMessages(parsed.messages),
    ...readTools(parsed),
    ...(responseFormat && { responseFormat }),
  };
  return {
    model: parsed.model,
    isStream: parsed.stream ?? false,
    includeUsage: parsed.stream_options?.include_usage ?? false,
    ...call,
    isStrict,
    parameters,
    n,
    content: { texts: textsOf(call.prompt), needs: needsOf(call), maxOutputTokens },
  };
}

/** What would change the answer's form, and has a newer name that does not. */
function refuseOldForms({ functions, function_call, tools, modalities }: ChatBody): void {
  if (modalities?.includes('audio')) throw unsupported('modalities', 'Answers are in text here. Leave "audio" out.');
  const isOff = function_call === 'none' || (tools?.length ?? 0) > 0;
  if ((functions?.length ?? 0) > 0 && !isOff) throw unsupported('functions', 'Send them as "tools".');
}

const unsupported = (param: string, remedy: string): AppError =>
  new AppError('UNSUPPORTED_PARAMETER', `"${param}" is not supported. ${remedy}`, { details: { param } });

function needsOf({ prompt, tools, toolChoice, responseFormat }: Call): ReadonlySet<Need> {
  const needs = new Set<Need>();
  for (const mediaType of mediaTypesIn(prompt)) {
    if (mediaType.startsWith('image')) needs.add('image');
    if (mediaType.startsWith('audio')) needs.add('audio');
  }
  if (tools && toolChoice?.type !== 'none') needs.add('tools');
  if (responseFormat?.type === 'json' && responseFormat.schema) needs.add('schema');
  return needs;
}

function* mediaTypesIn(prompt: LanguageModelV4Prompt): Generator<string, void, void> {
  for (const message of prompt) {
    if (message.role === 'system') continue;
    for (const part of message.content) {
      if (part.type === 'file') yield part.mediaType;
      if (part.type !== 'tool-result' || part.output.type !== 'content') continue;
      for (const inner of part.output.value) if (inner.type === 'file') yield inner.mediaType;
    }
  }
}

/** All that is sent, so that no rule overlooks what a tool brought; what the user wrote last stands at the end. */
function textsOf(prompt: LanguageModelV4Prompt): string[] {
  const texts = prompt.map(textsIn);
  const asked = prompt.findLastIndex(({ role }) => role === 'user');
  return [...texts.filter((_, index) => index !== asked), texts[asked] ?? []].flat();
}

function textsIn({ role, content }: LanguageModelV4Prompt[number]): string[] {
  if (role === 'system') return [content];
  return content.flatMap((part) => {
    if (part.type === 'text' || part.type === 'reasoning') return [part.text];
    if (part.type === 'tool-call') return [textOf(part.input)];
    return part.type === 'tool-result' ? [textOf('value' in part.output ? part.output.value : '')] : [];
  });
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
