import type { ImageModelV4CallOptions } from '@ai-sdk/provider';
import type { Dialect, WireRequest } from '../dialect.ts';
import { compareRaised } from './compare-raised.ts';

interface ImageBody {
  model?: string;
  prompt?: string;
  n?: number;
  size?: string;
  seed?: number;
  images?: ({ image_url: string } | { url: string })[];
}

interface Field {
  name: string;
  value?: string;
  filename?: string;
}

type File = NonNullable<ImageModelV4CallOptions['files']>[number];

const place = ({ host, pathname }: URL) => host + pathname;
const posts =
  (end: RegExp) =>
  ({ method, url }: WireRequest) =>
    method === 'POST' && end.test(new URL(url).pathname);
const sizeOf = (size: string | undefined) =>
  /^\d+x\d+$/.test(size ?? '') ? (size as `${number}x${number}`) : undefined;

function optionsOf({ prompt = '', n = 1, size, seed }: ImageBody, files: File[] | undefined): ImageModelV4CallOptions {
  const nothing = { aspectRatio: undefined, mask: undefined, providerOptions: {} };
  return { prompt, n: Number(n), size: sizeOf(size), seed, files, ...nothing };
}

function countImages({ body }: { body: unknown }): { images: number } {
  const { data } = JSON.parse(body as string) as { data: unknown[] };
  return { images: data.length };
}

export const openaiImages: Dialect = {
  name: 'openai-images',
  matches: posts(/\/images\/generations$/),
  raise({ body }) {
    const asked = body as ImageBody;
    return { service: 'image', modelId: asked.model ?? '', stream: false, options: optionsOf(asked, undefined) };
  },
  read: countImages,
  // How the bytes come is a wish of the client; `inputs` and `quality` are not ours to choose.
  compare: compareRaised((request) => openaiImages.raise(request), {
    place,
    read: ['model', 'prompt', 'n', 'size', 'seed', 'response_format', 'output_format', 'inputs', 'quality'],
  }),
};

/** As JSON with data URLs, or as a form with files: of those only how many there are is compared. */
export const openaiImageEdits: Dialect = {
  name: 'openai-image-edits',
  matches: posts(/\/images\/edits$/),
  raise({ body }) {
    const asked = bodyOf(body);
    const files = (asked.images ?? []).map((image) => {
      const url = 'url' in image ? image.url : image.image_url;
      const [, mediaType = 'image/png', data = ''] = /^data:([^;]+);base64,(.*)$/s.exec(url) ?? [];
      return { type: 'file' as const, mediaType, data: new Uint8Array(Buffer.from(data, 'base64')) };
    });
    return { service: 'image', modelId: asked.model ?? '', stream: false, options: optionsOf(asked, files) };
  },
  read: countImages,
  compare(sent, recorded) {
    const [ours, theirs] = [sent, recorded].map(({ url, body }) => {
      const { model, prompt, n = 1, images = [] } = bodyOf(body);
      return `${place(new URL(url))} ${model}: ${n} of ${images.length} "${prompt}"`;
    });
    return ours === theirs ? [] : [`asked: recorded ${theirs}, sent ${ours}`];
  },
};

function bodyOf(body: unknown): ImageBody {
  if (!(body instanceof Object && '$multipart' in body)) return body as ImageBody;
  const fields = body.$multipart as Field[];
  const texts = fields.filter(({ filename }) => filename === undefined);
  const files = fields.filter(({ filename }) => filename !== undefined);
  return {
    ...Object.fromEntries(texts.map(({ name, value }) => [name, value])),
    images: files.map(() => ({ url: '' })),
  };
}
