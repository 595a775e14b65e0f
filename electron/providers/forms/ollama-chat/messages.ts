import type {
  LanguageModelV4FilePart,
  LanguageModelV4Message,
  LanguageModelV4Prompt,
  LanguageModelV4ToolResultOutput,
} from '@ai-sdk/provider';
import { AppError } from '../../../../shared/errors/app-error.ts';

export interface OllamaMessage {
  role: 'system' | 'user' | 'assistant' | 'tool';
  content: string;
  thinking?: string;
  images?: string[];
  tool_calls?: { id: string; function: { name: string; arguments: unknown } }[];
  tool_name?: string;
  tool_call_id?: string;
}

const toBase64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');

/** It takes pictures as base64 and nothing else: no addresses, no sound, no documents. */
function imageOf({ data, mediaType }: LanguageModelV4FilePart): string {
  const isImage = /^image(\/|$)/.test(mediaType);
  if (isImage && data.type === 'data') return typeof data.data === 'string' ? data.data : toBase64(data.data);
  if (isImage && data.type === 'url') {
    const [, base64] = /^data:[^,]*;base64,(.*)$/s.exec(data.url.toString()) ?? [];
    if (base64 !== undefined) return base64;
  }
  throw new AppError(
    'MODEL_LACKS_CAPABILITY',
    `This provider takes pictures with their content only, not ${isImage ? 'by their address' : `files of the kind ${mediaType}`}.`,
    { details: { capability: isImage ? 'image-url' : mediaType } },
  );
}

function resultOf(output: LanguageModelV4ToolResultOutput): string {
  switch (output.type) {
    case 'text':
    case 'error-text':
      return output.value;
    case 'execution-denied':
      return output.reason ?? 'The call was denied.';
    case 'json':
    case 'error-json':
      return JSON.stringify(output.value);
    case 'content':
      return output.value.map((part) => (part.type === 'text' ? part.text : JSON.stringify(part))).join('\n');
  }
}

const joined = (parts: readonly { type: string; text?: string }[], type: string): string =>
  parts.map((part) => (part.type === type ? (part.text ?? '') : '')).join('');

function messagesOf(message: LanguageModelV4Message): OllamaMessage[] {
  switch (message.role) {
    case 'system':
      return [{ role: 'system', content: message.content }];
    case 'user': {
      const images = message.content.filter((part) => part.type === 'file').map(imageOf);
      return [{ role: 'user', content: joined(message.content, 'text'), ...(images.length > 0 && { images }) }];
    }
    case 'assistant': {
      const thinking = joined(message.content, 'reasoning');
      const calls = message.content
        .filter((part) => part.type === 'tool-call')
        .map(({ toolCallId, toolName, input }) => ({ id: toolCallId, function: { name: toolName, arguments: input } }));
      const content = joined(message.content, 'text');
      return [
        { role: 'assistant', content, ...(thinking && { thinking }), ...(calls.length > 0 && { tool_calls: calls }) },
      ];
    }
    case 'tool':
      return message.content
        .filter((part) => part.type === 'tool-result')
        .map(({ toolName, toolCallId, output }) => ({
          role: 'tool',
          content: resultOf(output),
          tool_name: toolName,
          tool_call_id: toolCallId,
        }));
  }
}

export const toOllamaMessages = (prompt: LanguageModelV4Prompt): OllamaMessage[] => prompt.flatMap(messagesOf);
