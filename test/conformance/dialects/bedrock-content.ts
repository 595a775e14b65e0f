import type {
  JSONValue,
  LanguageModelV4FilePart,
  LanguageModelV4Message,
  LanguageModelV4ReasoningPart,
  LanguageModelV4TextPart,
  LanguageModelV4ToolCallPart,
  LanguageModelV4ToolResultOutput,
} from '@ai-sdk/provider';

interface Media {
  format: string;
  name?: string;
  source: { bytes?: string; text?: string; s3Location?: { uri: string } };
  citations?: JSONValue;
}

/** One piece of a message, asked or answered: its one field says what it is. */
export interface Block {
  text?: string;
  json?: JSONValue;
  image?: Media;
  document?: Media;
  video?: Media;
  cachePoint?: JSONValue;
  toolUse?: { toolUseId: string; name: string; input: JSONValue };
  toolResult?: { toolUseId: string; content: Block[]; status?: string };
  reasoningContent?: { reasoningText?: { text: string; signature?: string }; redactedContent?: string };
}

export interface Message {
  role: 'user' | 'assistant';
  content: Block[];
}

type Part =
  | LanguageModelV4TextPart
  | LanguageModelV4FilePart
  | LanguageModelV4ReasoningPart
  | LanguageModelV4ToolCallPart;

const own = (options: Record<string, JSONValue>) => ({ providerOptions: { bedrock: options } });

/** A point up to which is kept belongs to what stands before it. */
export function withCachePoints<Raised>(blocks: readonly Block[], raise: (block: Block) => Raised): Raised[] {
  return blocks.flatMap((block, at) => {
    if (block.cachePoint) return [];
    const point = blocks[at + 1]?.cachePoint;
    return [point ? { ...raise(block), ...own({ cachePoint: point }) } : raise(block)];
  });
}

export function promptOf(messages: readonly Message[]): LanguageModelV4Message[] {
  const calls = messages.flatMap(({ content }) => content.flatMap(({ toolUse }) => toolUse ?? []));
  const names = new Map(calls.map(({ toolUseId, name }) => [toolUseId, name]));
  return messages.flatMap(({ role, content }): LanguageModelV4Message[] => {
    if (role === 'assistant') return [{ role, content: withCachePoints(content, partOf) }];
    const results = content
      .flatMap(({ toolResult }) => toolResult ?? [])
      .map(({ toolUseId: toolCallId, ...result }) => {
        const toolName = names.get(toolCallId) ?? 'unknown';
        return { type: 'tool-result' as const, toolCallId, toolName, output: outputOf(result) };
      });
    const others = withCachePoints(
      content.filter(({ toolResult }) => !toolResult),
      partOf,
    );
    return [
      ...(results.length > 0 ? [{ role: 'tool' as const, content: results }] : []),
      ...(others.length > 0 ? ([{ role, content: others }] as LanguageModelV4Message[]) : []),
    ];
  });
}

function partOf(block: Block): Part {
  const { text, toolUse, reasoningContent } = block;
  if (text !== undefined) return { type: 'text', text };
  if (toolUse) {
    return { type: 'tool-call', toolCallId: toolUse.toolUseId, toolName: toolUse.name, input: toolUse.input };
  }
  if (reasoningContent?.reasoningText) {
    const { text: thought, signature } = reasoningContent.reasoningText;
    return { type: 'reasoning', text: thought, ...(signature ? own({ signature }) : {}) };
  }
  if (reasoningContent?.redactedContent) {
    return { type: 'reasoning', text: '', ...own({ redactedContent: reasoningContent.redactedContent }) };
  }
  return fileOf(block);
}

const documentTypes: Record<string, string> = {
  pdf: 'application/pdf',
  csv: 'text/csv',
  html: 'text/html',
  txt: 'text/plain',
  md: 'text/markdown',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

function fileOf(block: Block): LanguageModelV4FilePart {
  const { image, document, video } = block;
  const media = image ?? document ?? video;
  if (!media) throw new Error(`a block of ${Object.keys(block).join()} cannot be raised`);
  const { format, name, source } = media;
  const mediaType = document ? (documentTypes[format] ?? format) : `${image ? 'image' : 'video'}/${format}`;
  const file = { type: 'file' as const, mediaType, ...(name ? { filename: name } : {}) };
  if (source.s3Location) return { ...file, data: { type: 'url', url: new URL(source.s3Location.uri) } };
  if (source.text) return { ...file, data: { type: 'text', text: source.text } };
  return { ...file, data: { type: 'data', data: source.bytes ?? '' } };
}

function outputOf({ content, status }: { content: Block[]; status?: string }): LanguageModelV4ToolResultOutput {
  const [first, ...others] = content;
  const isFailed = status === 'error';
  if (others.length === 0 && first?.json !== undefined)
    return { type: isFailed ? 'error-json' : 'json', value: first.json };
  if (others.length === 0 && first?.text !== undefined)
    return { type: isFailed ? 'error-text' : 'text', value: first.text };
  return {
    type: 'content',
    value: content.map((block) => {
      const { text, json } = block;
      if (text === undefined && json === undefined) return fileOf(block);
      return { type: 'text', text: text ?? JSON.stringify(json) };
    }),
  };
}
