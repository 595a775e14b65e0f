import type { Dialect, Expected } from '../dialect.ts';
import { sse } from '../stream-forms.ts';
import { compareRaised } from './compare-raised.ts';
import { sseEvents } from './events.ts';
import { present } from './present.ts';
import { type ResponsesBody, responsesFields, responsesOptions } from './responses-options.ts';

interface Output {
  type: string;
  content?: { type: string; text?: string; refusal?: string }[] | null;
  summary?: { text: string }[];
  call_id?: string;
  name?: string;
  arguments?: string;
}

interface Answer {
  status?: string;
  error?: unknown;
  incomplete_details?: { reason?: string } | null;
  output: Output[];
  usage?: {
    input_tokens: number;
    output_tokens: number;
    input_tokens_details?: { cached_tokens?: number; cache_write_tokens?: number };
    output_tokens_details?: { reasoning_tokens?: number };
  } | null;
}

interface Event {
  type: string;
  delta?: string;
  item?: Output;
  output_index?: number;
  response?: Answer;
}

export const responses: Dialect = {
  name: 'responses',
  streamForm: sse,
  matches: ({ method, url }) => method === 'POST' && new URL(url).pathname.endsWith('/responses'),
  raise({ url, body: sent }) {
    const body = sent as ResponsesBody;
    const options = responsesOptions(body, ownerOf(new URL(url).host));
    return { service: 'language', modelId: body.model, stream: body.stream === true, options };
  },
  read({ body }, request) {
    if (typeof body !== 'string') throw new Error('the body is no text');
    const isStream = (request.body as ResponsesBody).stream === true;
    return isStream ? readEvents(sseEvents(body)) : readAnswer(JSON.parse(body));
  },
  compare: compareRaised((request) => responses.raise(request), {
    place: ({ host, pathname }) => host + pathname,
    read: responsesFields,
  }),
};

function ownerOf(host: string): string {
  if (host.endsWith('.azure.com')) return 'azure';
  return host === 'api.x.ai' ? 'xai' : 'openai';
}

/** What was told in pieces is put together from the pieces, not from the copy at the end. */
function readEvents(events: readonly Event[]): Expected {
  if (events.some(({ type }) => type === 'error')) return { failsInside: true };
  const joined = (...types: string[]) =>
    events.map(({ type, delta = '' }) => (types.includes(`${type}`) ? delta : '')).join('');
  const items = events.flatMap(({ type, item }) => (type === 'response.output_item.done' && item ? [item] : []));
  const last = events.findLast(({ response }) => response)?.response;
  const whole = readAnswer({ ...last, output: items });
  if (whole.failsInside) return whole;
  return {
    ...whole,
    text: joined('response.output_text.delta', 'response.refusal.delta'),
    reasoning: joined('response.reasoning_summary_text.delta', 'response.reasoning_text.delta'),
  };
}

function readAnswer({ status, error, incomplete_details: incomplete, output, usage }: Answer): Expected {
  if (error || status === 'failed') return { failsInside: true };
  const said = output.flatMap(({ type, content }) => (type === 'message' ? (content ?? []) : []));
  const thought = output.filter(({ type }) => type === 'reasoning');
  const calls = output.filter(({ type }) => type === 'function_call');
  return present({
    text: said.map(({ text, refusal }) => text ?? refusal ?? '').join(''),
    reasoning: thought
      .flatMap(({ summary = [], content }) => [...summary, ...(content ?? [])].map(({ text }) => text))
      .join(''),
    toolCalls: calls.map(({ call_id, name = '', arguments: json }) => ({
      ...present({ id: call_id }),
      name,
      input: JSON.parse(json || '{}'),
    })),
    finish: finishOf(
      incomplete?.reason,
      calls.length > 0,
      said.some(({ type }) => type === 'refusal'),
    ),
    usage: usage
      ? present({
          input: usage.input_tokens,
          cacheRead: usage.input_tokens_details?.cached_tokens,
          cacheWrite: usage.input_tokens_details?.cache_write_tokens,
          output: usage.output_tokens,
          reasoning: usage.output_tokens_details?.reasoning_tokens,
        })
      : undefined,
  });
}

function finishOf(reason: string | undefined, hasCalls: boolean, isRefused: boolean): NonNullable<Expected['finish']> {
  if (reason === 'max_output_tokens') return 'length';
  if (reason === 'content_filter' || isRefused) return 'content-filter';
  return hasCalls ? 'tool-calls' : 'stop';
}
