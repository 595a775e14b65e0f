import type { Dialect, Expected, WireRequest } from '../dialect.ts';
import { sse } from '../stream-forms.ts';
import type { Block } from './anthropic-blocks.ts';
import { type MessagesBody, messagesFields, messagesOptions } from './anthropic-messages.ts';
import { compareRaised } from './compare-raised.ts';
import { sseEvents } from './events.ts';
import { present, sum } from './present.ts';

interface Usage {
  input_tokens?: number;
  output_tokens?: number;
  cache_read_input_tokens?: number | null;
  cache_creation_input_tokens?: number | null;
  output_tokens_details?: { thinking_tokens?: number };
}

interface Message {
  type: string;
  content: Block[];
  stop_reason: string | null;
  usage: Usage;
}

export interface MessageEvent {
  type: string;
  index?: number;
  message?: Message;
  content_block?: Block;
  delta?: { type?: string; text?: string; thinking?: string; partial_json?: string; stop_reason?: string };
  usage?: Usage;
}

/** A model of Anthropic in the house of another: the name stands in the address, not in the body. */
const guestPath = /models?\/([^/:]+(?::\d+)?)[:/](rawPredict|streamRawPredict)$/;

export const anthropic: Dialect = {
  name: 'anthropic',
  streamForm: sse,
  matches({ url, headers }) {
    const { pathname } = new URL(url);
    if (pathname.endsWith('/v1/models')) return 'anthropic-version' in headers;
    return pathname.endsWith('/v1/messages') || guestPath.test(decodeURIComponent(pathname));
  },
  raise(request) {
    if (request.method === 'GET') return { service: 'models' };
    const body = request.body as MessagesBody;
    const modelId = body.model ?? guestPath.exec(placeOf(new URL(request.url)))?.[1] ?? '';
    return { service: 'language', modelId, stream: isStreamed(request), options: messagesOptions(body) };
  },
  read({ body }, request) {
    if (typeof body !== 'string') throw new Error('the body is no text');
    if (request.method === 'GET') {
      const { data } = JSON.parse(body) as { data: { id: string }[] };
      return { models: data.map(({ id }) => id) };
    }
    return isStreamed(request) ? readEvents(sseEvents(body)) : readMessage(JSON.parse(body));
  },
  compare: compareRaised((request) => anthropic.raise(request), { place: placeOf, read: messagesFields }),
};

function placeOf(url: URL): string {
  return decodeURIComponent(url.pathname);
}

const isStreamed = ({ url, body }: WireRequest) =>
  (body as MessagesBody).stream === true || new URL(url).pathname.endsWith(':streamRawPredict');

export function readEvents(events: readonly MessageEvent[]): Expected {
  const message: Message = { type: 'message', content: [], stop_reason: null, usage: {} };
  const json: string[] = [];
  for (const { type, index = 0, delta = {}, ...event } of events) {
    if (type === 'error') return { failsInside: true };
    if (event.content_block) message.content[index] = { ...event.content_block };
    // The last one counts: the beginning has only a first guess of what will be written.
    Object.assign(message.usage, event.message?.usage, event.usage);
    message.stop_reason = delta.stop_reason ?? message.stop_reason;
    const block = message.content[index];
    if (!block) continue;
    if (delta.text) block.text = (block.text ?? '') + delta.text;
    if (delta.thinking) block.thinking = (block.thinking ?? '') + delta.thinking;
    if (delta.partial_json) json[index] = (json[index] ?? '') + delta.partial_json;
  }
  for (const [index, block] of message.content.entries()) if (json[index]) block.input = JSON.parse(json[index]);
  return readMessage(message);
}

const finishes: Record<string, Expected['finish']> = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  tool_use: 'tool-calls',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  refusal: 'content-filter',
};

export function readMessage({ type, content, stop_reason, usage }: Message): Expected {
  if (type === 'error') return { failsInside: true };
  const { cache_read_input_tokens: read, cache_creation_input_tokens: write } = usage;
  return present({
    text: content.map((block) => (block.type === 'text' ? block.text : '')).join(''),
    reasoning: content.map((block) => (block.type === 'thinking' ? block.thinking : '')).join(''),
    toolCalls: content
      .filter((block) => block.type === 'tool_use')
      .map(({ id, name = '', input }) => ({ ...present({ id }), name, input })),
    finish: finishes[stop_reason ?? ''],
    usage: present({
      input: sum(usage.input_tokens, read, write),
      cacheRead: sum(read),
      cacheWrite: sum(write),
      output: usage.output_tokens,
      reasoning: usage.output_tokens_details?.thinking_tokens,
    }),
  });
}
