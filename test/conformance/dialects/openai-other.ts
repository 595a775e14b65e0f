import type { Dialect, WireRequest } from '../dialect.ts';
import { compareRaised } from './compare-raised.ts';
import { present } from './present.ts';
import { textOf } from './text-of.ts';

const place = ({ host, pathname }: URL) => host + pathname;
const posts =
  (end: RegExp) =>
  ({ method, url }: WireRequest) =>
    method === 'POST' && end.test(new URL(url).pathname);

interface EmbeddingBody {
  model?: string;
  input: string | string[];
  dimensions?: number;
}

/** Numbers, or the bytes of 32-bit floats. */
const vectorOf = (embedding: number[] | string): number[] =>
  typeof embedding === 'string'
    ? [...new Float32Array(new Uint8Array(Buffer.from(embedding, 'base64')).buffer)]
    : embedding;

export const openaiEmbeddings: Dialect = {
  name: 'openai-embeddings',
  matches: posts(/\/embeddings$/),
  raise({ url, body }) {
    const { model, input, dimensions } = body as EmbeddingBody;
    const modelId = /\/deployments\/([^/]+)\//.exec(new URL(url).pathname)?.[1] ?? model ?? '';
    const values = typeof input === 'string' ? [input] : input;
    if (!values.every((value) => typeof value === 'string'))
      throw new Error('tokens in place of text cannot be raised');
    return { service: 'embedding', modelId, stream: false, options: { values, ...present({ dimensions }) } };
  },
  read(response) {
    const { data, usage } = JSON.parse(textOf(response)) as {
      data: { index?: number; embedding: number[] | string }[];
      usage?: { prompt_tokens?: number };
    };
    const sorted = data.toSorted((a, b) => (a.index ?? 0) - (b.index ?? 0));
    const input = usage?.prompt_tokens;
    return {
      vectors: sorted.map(({ embedding }) => vectorOf(embedding)),
      ...(input !== undefined && { usage: { input } }),
    };
  },
  retell(response, { body }) {
    if (response.status !== 200 || (body as { encoding_format?: string }).encoding_format === 'base64') return response;
    const told = JSON.parse(textOf(response)) as { data: { embedding: number[] | string }[] };
    const data = told.data.map((one) => ({ ...one, embedding: vectorOf(one.embedding) }));
    if (!data.every(({ embedding }) => embedding.every(Number.isFinite)))
      throw new Error('no vectors of 32-bit floats');
    return { ...response, body: JSON.stringify({ ...told, data }) };
  },
  // The encoding is how a client wants the numbers; what numbers they are is the same.
  compare: compareRaised((request) => openaiEmbeddings.raise(request), {
    place,
    read: ['model', 'input', 'inputs', 'dimensions', 'encoding_format'],
  }),
};

interface ListBody {
  data?: { id: string }[];
  models?: { id?: string; name?: string; model?: string }[];
}

export const modelList: Dialect = {
  name: 'model-list',
  matches: ({ method, url }) => method === 'GET' && /\/(models|tags)$/.test(new URL(url).pathname),
  raise: () => ({ service: 'models' }),
  read(response) {
    const list = JSON.parse(textOf(response)) as ListBody | { id: string }[];
    const entries: { id?: string; model?: string; name?: string }[] = Array.isArray(list)
      ? list
      : (list.data ?? list.models ?? []);
    return { models: entries.map(({ id, model, name = '' }) => id ?? model ?? name.replace(/^models\//, '')) };
  },
  compare: (sent, recorded) => {
    const [ours, theirs] = [new URL(sent.url), new URL(recorded.url)].map(place);
    return ours === theirs ? [] : [`path: recorded ${theirs}, sent ${ours}`];
  },
};
