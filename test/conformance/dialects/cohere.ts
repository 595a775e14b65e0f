import type { Asked, Dialect, Expected } from '../dialect.ts';
import { sse } from '../stream-forms.ts';
import { type ChatBody, chatFields, chatOptions } from './cohere-options.ts';
import { compareRaised } from './compare-raised.ts';
import { sseEvents } from './events.ts';
import { present } from './present.ts';

interface EmbedBody {
  model: string;
  texts: string[];
  input_type?: string;
  truncate?: string;
  output_dimension?: number | null;
}

interface RerankBody {
  model: string;
  query: string;
  documents: (string | { text: string })[];
  top_n?: number;
}

interface Call {
  id: string;
  function: { name: string; arguments: string };
}

interface Answer {
  finish_reason: string;
  message: { content?: { text?: string; thinking?: string }[]; tool_calls?: Call[] };
  usage?: {
    tokens?: { input_tokens: number; output_tokens: number; reasoning_tokens?: number };
    cached_tokens?: number;
  };
}

interface Event {
  type: string;
  delta?: {
    finish_reason?: string;
    usage?: Answer['usage'];
    error?: string;
    message?: {
      content?: { text?: string; thinking?: string } | [];
      tool_calls?: { id?: string; function?: { name?: string; arguments?: string } } | [];
    };
  };
}

const place = /\/v2\/(chat|embed|rerank)$/;
const placeOf = ({ pathname }: URL): string => pathname;
const verbOf = (url: string): string => place.exec(placeOf(new URL(url)))?.[1] ?? '';

export const cohere: Dialect = {
  name: 'cohere',
  streamForm: sse,
  matches: ({ method, url }) => method === 'POST' && verbOf(url) !== '',
  raise({ url, body }) {
    if (verbOf(url) === 'embed') return raiseEmbed(body as EmbedBody);
    if (verbOf(url) === 'rerank') return raiseRerank(body as RerankBody);
    const chat = body as ChatBody;
    return { service: 'language', modelId: chat.model, stream: chat.stream === true, options: chatOptions(chat) };
  },
  read({ body }, request) {
    if (typeof body !== 'string') throw new Error('the body is no text');
    if (verbOf(request.url) === 'embed') return readVectors(JSON.parse(body));
    if (verbOf(request.url) === 'rerank') return readRanking(JSON.parse(body));
    return (request.body as ChatBody).stream === true ? readEvents(sseEvents(body)) : readAnswer(JSON.parse(body));
  },
  compare: compareRaised((request) => cohere.raise(request), {
    place: placeOf,
    // `embedding_types`: floats are what comes without a word; `max_tokens` of an embedding is how much it may read.
    read: [...chatFields, 'texts', 'input_type', 'truncate', 'output_dimension', 'embedding_types', 'query', 'top_n'],
  }),
};

function raiseEmbed({ model: modelId, texts: values, input_type, truncate, output_dimension }: EmbedBody): Asked {
  const own = present({ inputType: input_type, truncate, outputDimension: output_dimension ?? undefined });
  return { service: 'embedding', modelId, stream: false, options: { values, providerOptions: { cohere: own } } };
}

function raiseRerank({ model: modelId, query, documents, top_n: topN }: RerankBody): Asked {
  const values = documents.map((one) => (typeof one === 'string' ? one : one.text));
  const options = present({ query, documents: { type: 'text' as const, values }, topN });
  return { service: 'reranking', modelId, stream: false, options };
}

type VectorAnswer = {
  embeddings: { float: number[][] } | number[][];
  meta?: { billed_units?: { input_tokens?: number } };
};

function readVectors({ embeddings, meta }: VectorAnswer): Expected {
  const input = meta?.billed_units?.input_tokens;
  const vectors = Array.isArray(embeddings) ? embeddings : embeddings.float;
  return { vectors, ...(input !== undefined && { usage: { input } }) };
}

const readRanking = ({ results }: { results: { index: number; relevance_score: number }[] }): Expected => ({
  ranking: results.map(({ index, relevance_score: score }) => ({ index, score })),
});

function readEvents(events: readonly Event[]): Expected {
  const answer: Answer = { finish_reason: '', message: { content: [], tool_calls: [] } };
  const { content = [], tool_calls = [] } = answer.message;
  for (const { delta } of events) {
    if (delta?.error) return { failsInside: true };
    if (delta?.message?.content && !Array.isArray(delta.message.content)) content.push(delta.message.content);
    if (delta?.finish_reason)
      Object.assign(answer, present({ finish_reason: delta.finish_reason, usage: delta.usage }));
    const call = delta?.message?.tool_calls;
    if (!call || Array.isArray(call)) continue;
    const { name, arguments: json = '' } = call.function ?? {};
    const open = tool_calls.at(-1);
    // Only the first of a call has its id; they come one after the other.
    if (call.id) tool_calls.push({ id: call.id, function: { name: name ?? '', arguments: json } });
    else if (open) open.function.arguments += json;
  }
  return readAnswer(answer);
}

const finishes: Record<string, Expected['finish']> = {
  COMPLETE: 'stop',
  STOP_SEQUENCE: 'stop',
  MAX_TOKENS: 'length',
  TOOL_CALL: 'tool-calls',
  ERROR: 'error',
};

/** What is billed is less than what was read; `tokens` has all of it. */
function readAnswer({ message, finish_reason, usage }: Answer): Expected {
  const { content = [], tool_calls = [] } = message;
  const { tokens } = usage ?? {};
  return present({
    text: content.map(({ text }) => text ?? '').join(''),
    reasoning: content.map(({ thinking }) => thinking ?? '').join(''),
    toolCalls: tool_calls.map(({ id, function: called }) => ({
      id,
      name: called.name,
      input: JSON.parse(called.arguments || '{}') ?? {},
    })),
    finish: finishes[finish_reason],
    usage:
      tokens &&
      present({
        input: tokens.input_tokens,
        cacheRead: usage?.cached_tokens,
        output: tokens.output_tokens,
        reasoning: tokens.reasoning_tokens,
      }),
  });
}
