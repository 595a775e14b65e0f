import type {
  JSONValue,
  LanguageModelV4FilePart,
  LanguageModelV4ReasoningPart,
  LanguageModelV4TextPart,
  LanguageModelV4ToolCallPart,
  LanguageModelV4ToolResultOutput,
} from '@ai-sdk/provider';
import { present } from './present.ts';

interface Source {
  type: 'base64' | 'url' | 'text' | 'file';
  media_type?: string;
  data?: string;
  url?: string;
  file_id?: string;
}

/** One piece of a message, asked or answered. */
export interface Block {
  type: string;
  text?: string;
  cache_control?: JSONValue;
  source?: Source;
  title?: string;
  context?: string;
  citations?: JSONValue;
  thinking?: string;
  signature?: string;
  data?: string;
  id?: string;
  name?: string;
  input?: unknown;
  tool_use_id?: string;
  content?: string | Block[];
  is_error?: boolean;
}

type Part =
  | LanguageModelV4TextPart
  | LanguageModelV4FilePart
  | LanguageModelV4ReasoningPart
  | LanguageModelV4ToolCallPart;

const withOptions = (own: Record<string, JSONValue | undefined>) => {
  const fields = present(own) as Record<string, JSONValue>;
  return Object.keys(fields).length > 0 ? { providerOptions: { anthropic: fields } } : {};
};

export const contentParts = (blocks: readonly Block[]): Part[] => blocks.map(partOf);

function partOf(block: Block): Part {
  const { type, text = '', thinking = '', cache_control: cacheControl } = block;
  switch (type) {
    case 'text':
      return { type: 'text', text, ...withOptions({ cacheControl, citations: block.citations ?? undefined }) };
    case 'image':
    case 'document': {
      const { title, context, citations } = block;
      return {
        ...fileOf(block),
        ...present({ filename: title ?? undefined }),
        ...withOptions({ cacheControl, context, citations }),
      };
    }
    case 'thinking':
      return { type: 'reasoning', text: thinking, ...withOptions({ signature: block.signature }) };
    case 'redacted_thinking':
      return { type: 'reasoning', text: '', ...withOptions({ redactedData: block.data }) };
    case 'tool_use': {
      const { id: toolCallId = '', name: toolName = '', input } = block;
      return { type: 'tool-call', toolCallId, toolName, input, ...withOptions({ cacheControl }) };
    }
    default:
      throw new Error(`a block of type ${type} cannot be raised`);
  }
}

function fileOf({ type, source }: Block): LanguageModelV4FilePart {
  const mediaType = source?.media_type ?? (type === 'image' ? 'image/*' : 'application/pdf');
  const file = (data: LanguageModelV4FilePart['data']) => ({ type: 'file' as const, mediaType, data });
  if (source?.type === 'base64') return file({ type: 'data', data: source.data ?? '' });
  if (source?.type === 'text') return file({ type: 'text', text: source.data ?? '' });
  if (source?.type === 'url') return file({ type: 'url', url: new URL(source.url ?? '') });
  if (source?.type === 'file') return file({ type: 'reference', reference: { anthropic: source.file_id ?? '' } });
  throw new Error(`a ${type} from ${source?.type} cannot be raised`);
}

export function resultOutput({ content = '', is_error }: Block): LanguageModelV4ToolResultOutput {
  if (typeof content === 'string') return { type: is_error ? 'error-text' : 'text', value: content };
  if (is_error) return { type: 'error-text', value: content.map(({ text }) => text ?? '').join('') };
  const value = content.map((block) =>
    block.type === 'text' ? { type: 'text' as const, text: block.text ?? '' } : fileOf(block),
  );
  return { type: 'content', value };
}
