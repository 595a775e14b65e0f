import type { LanguageModelV4FilePart, LanguageModelV4TextPart } from '@ai-sdk/provider';
import type { ContentPart } from '../../../shared/wire/openai/chat.ts';
import { invalid } from './parse-body.ts';

type Part = LanguageModelV4TextPart | LanguageModelV4FilePart;

/** The usual names of what may be heard; any other is its own. */
const audioTypes: Readonly<Record<string, string>> = { mp3: 'mpeg', m4a: 'mp4' };

/** `where`: the part's own name in the body. */
export function readPart(part: ContentPart, where: string): Part {
  switch (part.type) {
    case 'text':
      return { type: 'text', text: part.text };
    case 'image_url':
      return imageOf(part.image_url, where);
    case 'input_audio': {
      const { data, format } = part.input_audio;
      const whole = data.startsWith('data:') ? fromDataUrl(data, `${where}.input_audio.data`) : undefined;
      const mediaType = `audio/${audioTypes[format] ?? format}`;
      return { type: 'file', mediaType, data: whole?.data ?? { type: 'data', data } };
    }
    case 'file':
      return fileOf(part.file, where);
  }
}

type Image = Extract<ContentPart, { type: 'image_url' }>['image_url'];

function imageOf(image: Image, where: string): LanguageModelV4FilePart {
  const { url, detail } = typeof image === 'string' ? { url: image } : image;
  const param = typeof image === 'string' ? `${where}.image_url` : `${where}.image_url.url`;
  const file = fromAddress(url, { param, mediaType: 'image' });
  if (!file.mediaType.startsWith('image'))
    throw invalid(param, `this is ${file.mediaType} and no image. Send an image.`);
  // The word of the packages that speak this dialect; others do not look at it.
  return { ...file, ...(detail != null && { providerOptions: { openai: { imageDetail: detail } } }) };
}

type File = Extract<ContentPart, { type: 'file' }>['file'];

function fileOf({ file_data, file_id, filename }: File, where: string): LanguageModelV4FilePart {
  const named = filename == null ? {} : { filename };
  if (file_data != null) {
    const param = `${where}.file.file_data`;
    return { ...fromAddress(file_data, { param, mediaType: 'application/octet-stream' }), ...named };
  }
  if (file_id == null) throw invalid(`${where}.file`, 'it has neither file_data nor file_id. Add one of them.');
  const reference = { openai: file_id };
  return { type: 'file', mediaType: 'application/octet-stream', data: { type: 'reference', reference }, ...named };
}

/** What the address holds or points to; the media type is for one that does not say its own. */
function fromAddress(url: string, { param, mediaType }: { param: string; mediaType: string }): LanguageModelV4FilePart {
  if (url.slice(0, 5).toLowerCase() === 'data:') return fromDataUrl(url, param);
  const parsed = URL.parse(url);
  if (parsed?.protocol !== 'https:' && parsed?.protocol !== 'http:') {
    throw invalid(param, 'it is no data: and no http(s): address. Send the content as a data: address in base64.');
  }
  return { type: 'file', mediaType, data: { type: 'url', url: parsed } };
}

function fromDataUrl(url: string, param: string): LanguageModelV4FilePart {
  const comma = url.indexOf(',');
  const [mediaType = '', ...marks] = url.slice(5, Math.max(comma, 5)).split(';');
  if (comma === -1 || !mediaType.includes('/')) {
    throw invalid(param, 'this data: address has no media type. Write it as data:image/png;base64,…');
  }
  const content = url.slice(comma + 1);
  const data = marks.at(-1)?.trim().toLowerCase() === 'base64' ? content : inBase64(content, param);
  if (data === '') throw invalid(param, 'there is nothing in this data: address. Add the content, or leave it out.');
  return { type: 'file', mediaType: mediaType.toLowerCase(), data: { type: 'data', data } };
}

function inBase64(text: string, param: string): string {
  try {
    return Buffer.from(decodeURIComponent(text)).toString('base64');
  } catch {
    throw invalid(param, 'its percent signs cannot be read. Send the content in base64.');
  }
}
