import type { Dialect, WireRequest } from '../dialect.ts';
import { compareRaised } from './compare-raised.ts';
import { present } from './present.ts';

const place = ({ host, pathname }: URL) => host + pathname;
const posts =
  (end: RegExp) =>
  ({ method, url }: WireRequest) =>
    method === 'POST' && end.test(new URL(url).pathname);

interface SpeechBody {
  model: string;
  input: string;
  voice?: string;
  response_format?: string;
  speed?: number;
  instructions?: string;
}

export const openaiSpeech: Dialect = {
  name: 'openai-speech',
  matches: posts(/\/audio\/speech$/),
  raise({ body }) {
    // mp3 is what it is without a word.
    const { model, input, voice, response_format: outputFormat = 'mp3', speed, instructions } = body as SpeechBody;
    const options = { text: input, ...present({ voice, outputFormat, speed, instructions }) };
    return { service: 'speech', modelId: model, stream: false, options };
  },
  read({ body }) {
    // Mistral puts the sound into JSON.
    const base64 = typeof body === 'string' ? (JSON.parse(body) as { audio_data: string }).audio_data : body.base64;
    return { audio: Buffer.from(base64, 'base64').length };
  },
  compare: compareRaised((request) => openaiSpeech.raise(request), {
    place,
    read: ['model', 'input', 'voice', 'speed', 'instructions', 'response_format'],
  }),
};

interface Form {
  $multipart: { name: string; value?: string; contentType?: string; bytes?: number }[];
}

const fieldOf = ({ $multipart }: Form, name: string) => $multipart.find((field) => field.name === name)?.value;

export const openaiTranscription: Dialect = {
  name: 'openai-transcription',
  matches: posts(/\/audio\/(transcriptions|translations)$/),
  raise({ url, body }) {
    const form = body as Form;
    const file = form.$multipart.find(({ name }) => name === 'file');
    // The recordings leave the sound itself out; what it says is in the answer.
    const options = { audio: new Uint8Array(file?.bytes ?? 1), mediaType: file?.contentType ?? 'audio/mpeg' };
    const providerOptions = { switchyard: { task: 'translate' } };
    const isTranslation = new URL(url).pathname.endsWith('/translations');
    return {
      service: 'transcription',
      modelId: fieldOf(form, 'model') ?? '',
      stream: false,
      options: isTranslation ? { ...options, providerOptions } : options,
    };
  },
  read({ body }) {
    return { transcript: (JSON.parse(body as string) as { text: string }).text };
  },
  compare(sent, recorded) {
    const [ours, theirs] = [sent, recorded].map(({ url, body }) => {
      const file = (body as Form).$multipart.find(({ name }) => name === 'file');
      return `${place(new URL(url))} ${fieldOf(body as Form, 'model')} ${file?.bytes} bytes`;
    });
    return ours === theirs ? [] : [`asked: recorded ${theirs}, sent ${ours}`];
  },
};

interface RerankBody {
  model: string;
  query: string;
  documents: (string | { text: string })[];
  top_n?: number;
  top_k?: number;
}

/** The form of Jina and Cohere's first version, which llama-server, vLLM, Together and Voyage took over. */
export const rerank: Dialect = {
  name: 'rerank',
  matches: posts(/(?<!\/v2)\/rerank$/),
  raise({ body }) {
    const { model, query, documents, top_n, top_k } = body as RerankBody;
    const values = documents.map((one) => (typeof one === 'string' ? one : one.text));
    const options = { documents: { type: 'text' as const, values }, query, ...present({ topN: top_n ?? top_k }) };
    return { service: 'reranking', modelId: model, stream: false, options };
  },
  read({ body }) {
    const { results, data } = JSON.parse(body as string) as Record<
      'results' | 'data',
      { index: number; relevance_score: number }[]
    >;
    const ranking = (results ?? data).map(({ index, relevance_score: score }) => ({ index, score }));
    return { ranking: ranking.toSorted((a, b) => b.score - a.score) };
  },
  compare: compareRaised((request) => rerank.raise(request), {
    place,
    read: ['model', 'query', 'documents', 'top_n', 'top_k', 'return_documents'],
  }),
};
