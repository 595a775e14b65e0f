import type { LanguageModelV4FilePart, LanguageModelV4Message, LanguageModelV4Prompt } from '@ai-sdk/provider';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { AssistantPart, EngineMessage } from '../engine/request.ts';

type PartOf<Role> = Extract<LanguageModelV4Message, { role: Role }>['content'][number];
type ToolResult = Extract<PartOf<'tool'>, { type: 'tool-result' }>;

/** The engine's messages: results of tools are put with their calls, files of text become text. */
export function toMessages(prompt: LanguageModelV4Prompt, modelName: string): EngineMessage[] {
  const results = new Map<string, string>();
  for (const { role, content } of prompt) {
    if (role !== 'tool' && role !== 'assistant') continue;
    for (const part of content) if (part.type === 'tool-result') results.set(part.toolCallId, resultText(part));
  }

  const messages: EngineMessage[] = [];
  for (const message of prompt) {
    switch (message.role) {
      case 'system':
        messages.push({ role: 'system', text: message.content });
        break;
      case 'user':
        messages.push({ role: 'user', text: message.content.map((part) => userText(part, modelName)).join('\n') });
        break;
      case 'assistant':
        // Not one with the answer before it: calls made one after the other are not calls made at once.
        messages.push({
          role: 'assistant',
          parts: message.content.flatMap((part) => assistantPart(part, results, modelName)),
        });
        break;
      case 'tool':
        // Taken in above, with the calls they answer.
        break;
    }
  }
  return messages;
}

const userText = (part: PartOf<'user'>, modelName: string): string =>
  part.type === 'text' ? part.text : fileText(part, modelName);

function assistantPart(
  part: PartOf<'assistant'>,
  results: ReadonlyMap<string, string>,
  modelName: string,
): AssistantPart[] {
  switch (part.type) {
    case 'text':
    case 'reasoning':
      return [{ kind: part.type, text: part.text }];
    case 'tool-call': {
      const { toolCallId: id, toolName: name, input } = part;
      return [{ kind: 'call', id, name, input, result: results.get(id) ?? null }];
    }
    case 'file':
      return [{ kind: 'text', text: fileText(part, modelName) }];
    case 'tool-result':
    case 'reasoning-file':
    case 'custom':
      return [];
  }
}

function resultText({ output }: ToolResult): string {
  switch (output.type) {
    case 'text':
    case 'error-text':
      return output.value;
    case 'json':
    case 'error-json':
      return JSON.stringify(output.value);
    case 'execution-denied':
      return output.reason ?? 'The user did not allow this call.';
    case 'content':
      return output.value.map((part) => (part.type === 'text' ? part.text : `[${part.type}]`)).join('\n');
  }
}

function fileText({ mediaType, data, filename }: LanguageModelV4FilePart, modelName: string): string {
  if (data.type === 'text') return data.text;
  if (data.type === 'data' && mediaType.startsWith('text/')) {
    return typeof data.data === 'string'
      ? Buffer.from(data.data, 'base64').toString('utf8')
      : Buffer.from(data.data).toString('utf8');
  }
  const kind = mediaType.split('/')[0] ?? 'file';
  const what = kind === 'image' || kind === 'audio' || kind === 'video' ? kind : mediaType;
  throw new AppError(
    'MODEL_LACKS_CAPABILITY',
    `${modelName} takes text only, and this message has ${what === 'image' ? 'an image' : `a file of ${what}`}` +
      `${filename === undefined ? '' : ` (${filename})`}. Choose a model that takes it, or leave it out.`,
    { details: { capability: kind, model: modelName } },
  );
}
