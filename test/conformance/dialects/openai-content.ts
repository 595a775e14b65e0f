import type { LanguageModelV4FilePart, LanguageModelV4TextPart } from '@ai-sdk/provider';

export interface ContentPart {
  type: string;
  text?: string;
  image_url?: string | { url: string; detail?: string };
  document_url?: string | { url: string };
  input_audio?: { data: string; format: string };
  file?: { filename?: string; file_data?: string; file_id?: string };
  /** Mistral's form of reasoning. */
  thinking?: { type: string; text?: string }[];
}

/** An object in place of a text: Workers AI answers so where a schema was asked for. */
type Content = string | ContentPart[] | Record<string, unknown> | null | undefined;

function listOf(content: Content): ContentPart[] {
  if (Array.isArray(content)) return content as ContentPart[];
  if (content === null || content === undefined) return [];
  return [{ type: 'text', text: typeof content === 'string' ? content : JSON.stringify(content) }];
}

export const textOf = (content: Content): string =>
  listOf(content)
    .map((part) => (part.type === 'text' ? (part.text ?? '') : ''))
    .join('');

export const reasoningOf = (content: Content): string =>
  listOf(content)
    .flatMap(({ thinking = [] }) => thinking.map(({ text = '' }) => text))
    .join('');

/** What a user says, shows or attaches. */
export const userParts = (content: Content): (LanguageModelV4TextPart | LanguageModelV4FilePart)[] =>
  listOf(content).map((part) => {
    if (part.type === 'text') return { type: 'text', text: part.text ?? '' };
    if (part.image_url) return fileOf(urlOf(part.image_url), 'image/*');
    if (part.document_url) return fileOf(urlOf(part.document_url), 'application/pdf');
    if (part.input_audio) return fileOf(`data:audio/${part.input_audio.format};base64,${part.input_audio.data}`, '');
    if (part.file?.file_data) return { ...fileOf(part.file.file_data, ''), filename: part.file.filename ?? '' };
    throw new Error(`a part of type ${part.type} cannot be raised`);
  });

const urlOf = (given: string | { url: string }) => (typeof given === 'string' ? given : given.url);

function fileOf(url: string, kind: string): LanguageModelV4FilePart {
  const [, mediaType, data] = /^data:([^;,]+);base64,(.*)$/s.exec(url) ?? [];
  if (mediaType === undefined || data === undefined) {
    return { type: 'file', mediaType: kind, data: { type: 'url', url: new URL(url) } };
  }
  return { type: 'file', mediaType: mediaType.replace('audio/mp3', 'audio/mpeg'), data: { type: 'data', data } };
}
