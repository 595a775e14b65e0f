import type { EmbeddingModelV4CallOptions, JSONObject } from '@ai-sdk/provider';
import type { Expected } from '../dialect.ts';
import { type Content, partsOf } from './gemini-contents.ts';
import { present, sum } from './present.ts';

interface One {
  content: Content | string;
  outputDimensionality?: number;
  taskType?: string;
  task_type?: string;
  title?: string;
}

/** One text, many, and the same on Vertex. */
export interface EmbedBody extends Partial<One> {
  requests?: One[];
  instances?: One[];
  parameters?: JSONObject & { outputDimensionality?: number };
}

export const embedFields = 'model content outputDimensionality taskType title requests instances parameters'.split(' ');

export function embedOptions(body: EmbedBody): EmbeddingModelV4CallOptions {
  const all = body.requests ?? body.instances ?? [body as One];
  const { outputDimensionality, ...parameters } = body.parameters ?? {};
  const [first] = all;
  const google = present({ taskType: first?.taskType ?? first?.task_type, title: first?.title, ...parameters });
  return present({
    values: all.map(({ content }) => textOf(content)),
    dimensions: outputDimensionality ?? first?.outputDimensionality,
    providerOptions: Object.keys(google).length > 0 ? { google: google as JSONObject } : undefined,
  });
}

const textOf = (content: Content | string): string =>
  typeof content === 'string'
    ? content
    : partsOf(content)
        .map(({ text }) => text ?? '')
        .join('');

interface EmbedAnswer {
  embedding?: { values: number[] };
  embeddings?: { values: number[] }[];
  predictions?: { embeddings: { values: number[]; statistics?: { token_count: number } } }[];
}

export function readVectors({ embedding, embeddings, predictions }: EmbedAnswer): Expected {
  const all = embeddings ?? (embedding ? [embedding] : (predictions?.map((one) => one.embeddings) ?? []));
  const input = predictions && sum(...predictions.map((one) => one.embeddings.statistics?.token_count));
  return { vectors: all.map(({ values }) => values), ...(input !== undefined && { usage: { input } }) };
}
