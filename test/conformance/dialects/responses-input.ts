import type {
  JSONObject,
  LanguageModelV4FilePart,
  LanguageModelV4Message,
  LanguageModelV4ReasoningPart,
  LanguageModelV4TextPart,
} from '@ai-sdk/provider';
import { present } from './present.ts';

interface Piece {
  type: string;
  text?: string;
  refusal?: string;
  image_url?: string;
  detail?: string;
  file_id?: string;
  file_url?: string;
  file_data?: string;
  filename?: string;
}

/** A message, a call, a result or what was thought: they stand in one list. */
export interface Item {
  type?: string;
  role?: string;
  content?: string | Piece[];
  id?: string;
  summary?: { text: string }[];
  encrypted_content?: string | null;
  call_id?: string;
  name?: string;
  arguments?: string;
  output?: string | Piece[];
}

interface Owner {
  /** Whose options they are. */
  name: string;
  /** Where answers are kept, packages send a reference to a thing with an id, not the thing. */
  keepsIds: boolean;
}

export function promptOf(input: string | readonly Item[], owner: Owner): LanguageModelV4Message[] {
  if (typeof input === 'string') return [{ role: 'user', content: [{ type: 'text', text: input }] }];
  const names = new Map(input.flatMap(({ call_id, name }) => (call_id && name ? [[call_id, name] as const] : [])));
  return input.map((item) => messageOf(item, names, owner));
}

function messageOf(item: Item, names: Map<string, string>, owner: Owner): LanguageModelV4Message {
  const { type = 'message', role, call_id: toolCallId = '' } = item;
  if (type === 'reasoning') return { role: 'assistant', content: thoughts(item, owner) };
  if (type === 'function_call') {
    const { name: toolName = '', arguments: json = '' } = item;
    return {
      role: 'assistant',
      content: [{ type: 'tool-call', toolCallId, toolName, input: JSON.parse(json || '{}') }],
    };
  }
  if (type === 'function_call_output') {
    const toolName = names.get(toolCallId) ?? 'unknown';
    const { output = '' } = item;
    const raised =
      typeof output === 'string'
        ? { type: 'text' as const, value: output }
        : { type: 'content' as const, value: output.map((piece) => partOf(piece, owner)) };
    return { role: 'tool', content: [{ type: 'tool-result', toolCallId, toolName, output: raised }] };
  }
  if (type !== 'message') throw new Error(`an item of type ${type} cannot be raised`);
  const pieces = typeof item.content === 'string' ? [{ type: 'text', text: item.content }] : (item.content ?? []);
  if (role === 'system' || role === 'developer') {
    return { role: 'system', content: pieces.map(({ text = '' }) => text).join('') };
  }
  const content = pieces.map((piece) => partOf(piece, owner));
  return { role: role === 'assistant' ? role : 'user', content };
}

function thoughts({ id, summary = [], encrypted_content }: Item, owner: Owner): LanguageModelV4ReasoningPart[] {
  const itemId = (owner.keepsIds && id) || undefined;
  const own: JSONObject = present({ itemId, reasoningEncryptedContent: encrypted_content ?? undefined });
  const texts = summary.map(({ text }) => text);
  const parts = itemId && texts.length > 1 ? texts : [texts.join('\n\n')];
  // Neither words nor anything that carries them: there is nothing to send.
  if (texts.length === 0 && Object.keys(own).length === 0) return [];
  return parts.map((text) => ({ type: 'reasoning', text, providerOptions: { [owner.name]: own } }));
}

function partOf(piece: Piece, { name }: Owner): LanguageModelV4TextPart | LanguageModelV4FilePart {
  const { type, text, refusal } = piece;
  if (text !== undefined) return { type: 'text', text };
  if (refusal !== undefined) return { type: 'text', text: refusal };
  if (type !== 'input_image' && type !== 'input_file') throw new Error(`a piece of type ${type} cannot be raised`);
  const file = fileOf(piece, type === 'input_image' ? 'image/*' : 'application/pdf', name);
  // Automatic is what it is without a word.
  if (!piece.detail || piece.detail === 'auto') return file;
  return { ...file, providerOptions: { [name]: { imageDetail: piece.detail } } };
}

function fileOf(piece: Piece, mediaType: string, owner: string): LanguageModelV4FilePart {
  const { file_id, filename } = piece;
  const address = piece.image_url ?? piece.file_url ?? piece.file_data ?? '';
  const shared = { type: 'file' as const, ...present({ filename }) };
  if (file_id) return { ...shared, mediaType, data: { type: 'reference', reference: { [owner]: file_id } } };
  const [, type, data] = /^data:([^;]+);base64,(.*)$/.exec(address) ?? [];
  if (type && data) return { ...shared, mediaType: type, data: { type: 'data', data } };
  return { ...shared, mediaType, data: { type: 'url', url: new URL(address) } };
}
