import type { JSONObject } from '@ai-sdk/provider';
import type { Dialect, Expected } from '../dialect.ts';
import { ndjson } from '../stream-forms.ts';
import { compareRaised } from './compare-raised.ts';
import { jsonLines } from './events.ts';
import { type ChatBody, chatFields, chatOptions } from './ollama-options.ts';
import { present } from './present.ts';

interface EmbedBody {
  model: string;
  input: string | string[];
  dimensions?: number;
  options?: JSONObject;
}

interface Line {
  error?: string;
  message?: {
    content?: string;
    thinking?: string;
    tool_calls?: { id?: string; function: { name: string; arguments: JSONObject } }[];
  };
  done_reason?: string;
  prompt_eval_count?: number;
  eval_count?: number;
}

const place = /\/api\/(chat|embed|tags)$/;
const placeOf = ({ pathname }: URL): string => pathname;
const verbOf = (url: string): string => place.exec(placeOf(new URL(url)))?.[1] ?? '';

export const ollama: Dialect = {
  name: 'ollama',
  streamForm: ndjson,
  matches: ({ url }) => verbOf(url) !== '',
  raise({ url, body }) {
    if (verbOf(url) === 'tags') return { service: 'models' };
    if (verbOf(url) === 'embed') {
      const { model: modelId, input, dimensions } = body as EmbedBody;
      return { service: 'embedding', modelId, stream: false, options: present({ values: [input].flat(), dimensions }) };
    }
    const chat = body as ChatBody;
    return { service: 'language', modelId: chat.model, stream: chat.stream !== false, options: chatOptions(chat) };
  },
  read({ body }, { url }) {
    if (typeof body !== 'string') throw new Error('the body is no text');
    if (verbOf(url) === 'tags') {
      const { models } = JSON.parse(body) as { models: { name: string }[] };
      return { models: models.map(({ name }) => name) };
    }
    return verbOf(url) === 'embed' ? readVectors(JSON.parse(body)) : readLines(jsonLines(body));
  },
  compare: compareRaised((request) => ollama.raise(request), {
    place: placeOf,
    // What an embedding is made with has no sampling.
    read: [...chatFields, 'input', 'dimensions'],
    hasCallIds: false,
  }),
};

type VectorAnswer = { embeddings: number[][]; prompt_eval_count?: number };

const readVectors = ({ embeddings: vectors, prompt_eval_count: input }: VectorAnswer): Expected => ({
  vectors,
  ...(input !== undefined && { usage: { input } }),
});

const finishes: Record<string, Expected['finish']> = { stop: 'stop', length: 'length' };

/** A whole answer is a stream of one line. A prompt that was kept from before is not counted again. */
function readLines(lines: readonly Line[]): Expected {
  if (lines.some(({ error }) => error)) return { failsInside: true };
  const calls = lines.flatMap(({ message }) => message?.tool_calls ?? []);
  const end = lines.at(-1);
  const finish = finishes[end?.done_reason ?? ''];
  return present({
    text: lines.map(({ message }) => message?.content ?? '').join(''),
    reasoning: lines.map(({ message }) => message?.thinking ?? '').join(''),
    toolCalls: calls.map(({ id, function: { name, arguments: input } }) => ({ ...present({ id }), name, input })),
    finish: finish === 'stop' && calls.length > 0 ? 'tool-calls' : finish,
    usage: present({ input: end?.prompt_eval_count, output: end?.eval_count }),
  });
}
