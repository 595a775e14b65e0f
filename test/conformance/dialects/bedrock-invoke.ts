import type { Asked, Expected } from '../dialect.ts';
import { readMessage } from './anthropic.ts';
import { type MessagesBody, messagesFields, messagesOptions } from './anthropic-messages.ts';
import { present } from './present.ts';

/** A question in the model's own form: each maker has another. */
export interface InvokeBody {
  anthropic_version?: string;
  texts?: string[];
  input_type?: string;
  inputText?: string;
  dimensions?: number;
  query?: string;
  documents?: (string | { text: string })[];
  top_n?: number;
}

export const invokeFields = [
  ...messagesFields,
  ...'texts input_type inputText dimensions query documents top_n'.split(' '),
];

export function raiseInvoke(modelId: string, stream: boolean, body: InvokeBody): Asked {
  const { query, documents = [], texts, inputText, input_type: inputType, dimensions, top_n: topN } = body;
  if (body.anthropic_version) {
    return { service: 'language', modelId, stream, options: messagesOptions(body as MessagesBody & InvokeBody) };
  }
  if (query !== undefined) {
    const values = documents.map((one) => (typeof one === 'string' ? one : one.text));
    const options = present({ query, documents: { type: 'text' as const, values }, topN });
    return { service: 'reranking', modelId, stream, options };
  }
  const values = texts ?? (inputText === undefined ? undefined : [inputText]);
  if (!values) throw new Error(`a question of ${Object.keys(body).join()} cannot be raised`);
  const providerOptions = inputType ? { bedrock: { inputType } } : undefined;
  return { service: 'embedding', modelId, stream, options: present({ values, dimensions, providerOptions }) };
}

interface Vectors {
  embeddings?: number[][] | { float: number[][] };
  embedding?: number[];
  inputTextTokenCount?: number;
}

export function readInvoke(answer: unknown, { anthropic_version, query }: InvokeBody): Expected {
  if (anthropic_version) return readMessage(answer as Parameters<typeof readMessage>[0]);
  if (query !== undefined) {
    const { results } = answer as { results: { index: number; relevance_score: number }[] };
    return { ranking: results.map(({ index, relevance_score: score }) => ({ index, score })) };
  }
  const { embeddings = [], embedding, inputTextTokenCount: input } = answer as Vectors;
  const all = Array.isArray(embeddings) ? embeddings : embeddings.float;
  return { vectors: embedding ? [embedding] : all, ...(input !== undefined && { usage: { input } }) };
}
