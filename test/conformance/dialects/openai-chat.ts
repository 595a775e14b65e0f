import type { Dialect, Expected, WireRequest } from '../dialect.ts';
import { sse } from '../stream-forms.ts';
import { compareRaised } from './compare-raised.ts';
import { sseEvents } from './events.ts';
import { type ChatBody, chatFields, chatOptions } from './openai-chat-options.ts';
import { type ContentPart, reasoningOf, textOf } from './openai-content.ts';
import { present } from './present.ts';

interface Call {
  index?: number;
  id?: string | null;
  function?: { name?: string | null; arguments?: string | Record<string, unknown> };
}

interface Said {
  content?: string | ContentPart[] | null;
  reasoning?: string | null;
  reasoning_content?: string | null;
  tool_calls?: Call[] | null;
  refusal?: string | null;
  images?: unknown[] | null;
}

interface Usage {
  prompt_tokens?: number;
  completion_tokens?: number;
  total_tokens?: number;
  prompt_tokens_details?: { cached_tokens?: number; cache_write_tokens?: number } | null;
  completion_tokens_details?: { reasoning_tokens?: number } | null;
  prompt_cache_hit_tokens?: number;
}

interface Completion {
  error?: unknown;
  choices?: { index?: number; message?: Said; delta?: Said; finish_reason?: string | null }[];
  usage?: Usage | null;
  x_groq?: { usage?: Usage } | null;
}

/** Azure names the model in the address: `/openai/deployments/<name>/chat/completions`. */
const deployment = /\/deployments\/([^/]+)\//;

const bodyOf = ({ body }: WireRequest) => body as ChatBody;

/** https://platform.openai.com/docs/api-reference/chat, and what its many followers made of it. */
export const openaiChat: Dialect = {
  name: 'openai-chat',
  streamForm: sse,
  matches: ({ method, url }) => method === 'POST' && new URL(url).pathname.endsWith('/chat/completions'),
  raise(request) {
    const body = bodyOf(request);
    const modelId = deployment.exec(new URL(request.url).pathname)?.[1] ?? body.model ?? '';
    return { service: 'language', modelId, stream: body.stream === true, options: chatOptions(body) };
  },
  read({ body }, request) {
    if (typeof body !== 'string') throw new Error('the body is no text');
    const isStream = bodyOf(request).stream === true;
    const events = isStream ? sseEvents<Completion>(body) : [JSON.parse(body) as Completion];
    if (events.some(({ error }) => error)) return { failsInside: true };
    return readCompletions(events, isStream);
  },
  compare: compareRaised((request) => openaiChat.raise(request), {
    place: ({ host, pathname }) => host + pathname,
    read: chatFields,
  }),
};

/** A whole answer is a stream of one event. */
function readCompletions(events: readonly Completion[], isStream: boolean): Expected {
  const calls = new Map<number, { id: string; name: string; json: string }>();
  const expected = { text: '', reasoning: '', images: 0 };
  let hasRefused = false;
  let finish: string | undefined;
  let usage: Usage | undefined;
  for (const event of events) {
    usage = event.usage ?? event.x_groq?.usage ?? usage;
    const [choice] = event.choices ?? [];
    const said = isStream ? choice?.delta : choice?.message;
    finish = choice?.finish_reason || finish;
    if (!said) continue;
    // What a model says when it will not is still what it says; that it will not is the reason why it ended.
    expected.text += textOf(said.content) || (said.refusal ?? '');
    hasRefused ||= Boolean(said.refusal);
    expected.reasoning += said.reasoning_content || said.reasoning || reasoningOf(said.content);
    expected.images += said.images?.length ?? 0;
    for (const [at, { index = at, id, function: called }] of (said.tool_calls ?? []).entries()) {
      const call = calls.get(index) ?? { id: '', name: '', json: '' };
      const { arguments: json = '' } = called ?? {};
      calls.set(index, {
        id: call.id || (id ?? ''),
        name: call.name || (called?.name ?? ''),
        json: call.json + (typeof json === 'string' ? json : JSON.stringify(json)),
      });
    }
  }
  const toolCalls = [...calls.values()].map(({ id, name, json }) => ({
    ...(id && { id }),
    name,
    input: JSON.parse(json || '{}'),
  }));
  return present({
    ...expected,
    toolCalls,
    finish: hasRefused ? 'content-filter' : finishes[finish ?? ''],
    usage: usage && readUsage(usage),
  });
}

const finishes: Record<string, Expected['finish']> = {
  stop: 'stop',
  // What other servers call it.
  eos: 'stop',
  length: 'length',
  model_length: 'length',
  tool_calls: 'tool-calls',
  function_call: 'tool-calls',
  content_filter: 'content-filter',
};

function readUsage(usage: Usage): NonNullable<Expected['usage']> {
  const { prompt_tokens: input, completion_tokens: written, total_tokens: total } = usage;
  const { prompt_tokens_details: read, completion_tokens_details: made } = usage;
  return present({
    input,
    // Some count reasoning into `completion_tokens`, some beside it. The total always holds it.
    output: total !== undefined && input !== undefined ? Math.max(total - input, written ?? 0) : written,
    cacheRead: read?.cached_tokens ?? usage.prompt_cache_hit_tokens,
    reasoning: made?.reasoning_tokens,
  });
}
