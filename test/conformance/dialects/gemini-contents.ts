import type {
  JSONValue,
  LanguageModelV4FilePart,
  LanguageModelV4Message,
  LanguageModelV4ToolResultOutput,
  LanguageModelV4ToolResultPart,
} from '@ai-sdk/provider';
import { present } from './present.ts';

interface Blob {
  mimeType?: string;
  mime_type?: string;
  data?: string;
  fileUri?: string;
  file_uri?: string;
}

/** One piece of a turn, asked or answered. The API takes the names with underscores too. */
export interface Part {
  text?: string;
  thought?: boolean;
  thoughtSignature?: string;
  inlineData?: Blob;
  inline_data?: Blob;
  fileData?: Blob;
  file_data?: Blob;
  videoMetadata?: JSONValue;
  functionCall?: { id?: string; name: string; args?: JSONValue };
  functionResponse?: { id?: string; name: string; response: Record<string, JSONValue>; parts?: Part[] };
}

export interface Content {
  role?: string;
  parts?: Part[] | Part;
}

export const partsOf = (content: Content | undefined): Part[] => [content?.parts ?? []].flat();

/** Calls are named by the order they stand in: most of the wire has no ids, and a result finds its call by the name. */
export function promptOf(contents: readonly Content[]): LanguageModelV4Message[] {
  const open: { toolCallId: string; toolName: string }[] = [];
  let calls = 0;

  const call = ({ functionCall }: Part) => {
    const { id, name: toolName, args } = functionCall ?? { name: '' };
    const named = { toolCallId: id ?? `call-${++calls}`, toolName };
    open.push(named);
    return { type: 'tool-call' as const, ...named, input: args ?? {} };
  };
  const result = ({ functionResponse }: Part): LanguageModelV4ToolResultPart => {
    const { id, name: toolName, response, parts = [] } = functionResponse ?? { name: '', response: {} };
    const at = open.findIndex((one) => (id ? one.toolCallId === id : one.toolName === toolName));
    const [answered] = at < 0 ? [] : open.splice(at, 1);
    const toolCallId = answered?.toolCallId ?? id ?? 'unknown';
    return { type: 'tool-result', toolCallId, toolName, output: outputOf(response, parts) };
  };

  return contents.flatMap((content): LanguageModelV4Message[] => {
    const { role = 'user' } = content;
    const parts = partsOf(content);
    if (role === 'model') {
      const raised = parts.map((part) => ({ ...(part.functionCall ? call(part) : said(part)), ...signed(part) }));
      return [{ role: 'assistant', content: raised }];
    }
    if (role !== 'user' && role !== 'function') throw new Error(`a turn of the role ${role} cannot be raised`);
    const results = parts.filter(({ functionResponse }) => functionResponse).map(result);
    const others = parts.filter(({ functionResponse }) => !functionResponse).map(asked);
    return [
      ...(results.length > 0 ? [{ role: 'tool' as const, content: results }] : []),
      ...(others.length > 0 ? [{ role: 'user' as const, content: others }] : []),
    ];
  });
}

const signed = ({ thoughtSignature }: Part) =>
  thoughtSignature ? { providerOptions: { google: { thoughtSignature } } } : {};

function asked(part: Part) {
  const { text, videoMetadata } = part;
  if (text !== undefined) return { type: 'text' as const, text };
  return { ...fileOf(part), ...(videoMetadata ? { providerOptions: { google: { videoMetadata } } } : {}) };
}

function said(part: Part) {
  const { text, thought } = part;
  if (text === undefined) return fileOf(part);
  return thought ? { type: 'reasoning' as const, text } : { type: 'text' as const, text };
}

function fileOf(part: Part): LanguageModelV4FilePart {
  const inline = part.inlineData ?? part.inline_data;
  const linked = part.fileData ?? part.file_data;
  const blob = inline ?? linked;
  if (!blob) throw new Error(`a part of ${Object.keys(part).join()} cannot be raised`);
  const mediaType = blob.mimeType ?? blob.mime_type ?? '';
  if (inline) return { type: 'file', mediaType, data: { type: 'data', data: inline.data ?? '' } };
  return { type: 'file', mediaType, data: { type: 'url', url: new URL(blob.fileUri ?? blob.file_uri ?? '') } };
}

/** The vendor wants any object; packages wrap what was said as `{ name, content }`. */
function outputOf(response: Record<string, JSONValue>, parts: Part[]): LanguageModelV4ToolResultOutput {
  const { name, content, error, ...rest } = response;
  if (name !== undefined && error !== undefined) return { type: 'error-json', value: error };
  const isWrapped = content !== undefined && Object.keys(rest).length === 0;
  const value = isWrapped ? content : present(response);
  if (typeof value === 'string' && parts.length === 0) return { type: 'text', value };
  const texts = typeof value === 'string' ? [{ text: value }] : textsOf(value);
  if (!texts) return { type: 'json', value };
  return {
    type: 'content',
    value: [...texts.map(({ text }) => ({ type: 'text' as const, text })), ...parts.map(fileOf)],
  };
}

function textsOf(value: JSONValue): { text: string }[] | undefined {
  const texts = Array.isArray(value)
    ? value.filter((item) => typeof item === 'object' && typeof item?.text === 'string')
    : [];
  return texts.length > 0 && Array.isArray(value) && texts.length === value.length ? texts : undefined;
}
