import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type ChatBody,
  chunk,
  completion,
  type Delta,
  lastQuestion,
  pieces,
  sendError,
  sendJson,
  usageChunk,
  usageOf,
} from './upstream-wire.ts';

/** One chat request being answered. `signal` fires when the caller went away. */
interface Exchange {
  body: ChatBody;
  response: ServerResponse;
  /** Breaks the connection on purpose, which does not count as the caller going away. */
  cut(how: 'destroy' | 'reset'): void;
  signal: AbortSignal;
}

export type Behaviour = (exchange: Exchange) => void | Promise<void>;

export const steadyAnswer = `# Switching yards

A **switching yard** sorts wagons onto tracks. This answer is always the same, so that a test can compare it.

- Each wagon has one destination.
- The yard picks a track for it.
- A blocked track is passed over.

| Track | Length | Free |
| ----- | -----: | :--: |
| North |  420 m | yes  |
| South |  380 m | no   |

\`\`\`ts
interface Track {
  name: string;
  isFree: boolean;
}

export function pick(tracks: Track[]): Track | undefined {
  return tracks.find((track) => track.isFree);
}
\`\`\`

Read more about it in the [handbook](https://example.com/handbook), or ask for *another* example. Inline code such as \`pick(tracks)\` works, too.
`;

export const slowAnswer = Array.from({ length: 400 }, (_, index) => `word-${index + 1}`).join(' ');
export const longAnswer = Array.from({ length: 4000 }, (_, index) => `w${index + 1}`).join(' ');
export const thinkingAnswer = { reasoning: 'The question is short. The answer can be, too.', text: 'It is forty-two.' };

const openStream = (response: ServerResponse): void => {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' });
};

/** Waits until the bytes are handed to the kernel, so that a cut right behind them does not swallow them. */
const write = (response: ServerResponse, line: string): Promise<void> =>
  new Promise((resolve) => void response.write(line, () => resolve()));

const send = (response: ServerResponse, data: unknown): Promise<void> =>
  write(response, `data: ${JSON.stringify(data)}\n\n`);

/** Role first, then the deltas, each `delay` ms after the one before; stops when the caller is gone. */
async function sendDeltas({ body, response, signal }: Exchange, deltas: Delta[], delay = 0): Promise<void> {
  openStream(response);
  await send(response, chunk(body.model, { role: 'assistant', content: '' }));
  for (const delta of deltas) {
    if (delay > 0) await sleep(delay, undefined, { signal });
    signal.throwIfAborted();
    await send(response, chunk(body.model, delta));
  }
}

const textDeltas = (text: string): Delta[] => pieces(text).map((content) => ({ content }));

interface Answer {
  text: string;
  reasoning?: string;
  /** Milliseconds between two tokens. */
  delay?: number;
}

const answers =
  (answer: (body: ChatBody) => Answer): Behaviour =>
  async (exchange) => {
    const { body, response } = exchange;
    const { text, reasoning = '', delay = 0 } = answer(body);
    const thoughts: Delta[] = pieces(reasoning).map((piece) => ({ reasoning_content: piece }));
    const words = textDeltas(text);
    const usage = usageOf(body, { text: words.length, reasoning: thoughts.length });
    if (!body.stream) return sendJson(response, 200, completion(body.model, { text, reasoning, usage }));
    await sendDeltas(exchange, [...thoughts, ...words], delay);
    await send(response, chunk(body.model, {}, 'stop'));
    if (body.stream_options?.include_usage) await send(response, usageChunk(body.model, usage));
    response.end('data: [DONE]\n\n');
  };

export const partialAnswer = 'These words arrive before';

/** Sends some tokens and then does what `then` says in place of an orderly end. */
const breaks =
  (then: (exchange: Exchange) => void | Promise<void>): Behaviour =>
  async (exchange) => {
    await sendDeltas(exchange, textDeltas(partialAnswer), 5);
    await then(exchange);
  };

/** What a model does, by its name. */
export const behaviours: Record<string, Behaviour> = {
  steady: answers(() => ({ text: steadyAnswer, delay: 2 })),
  slow: answers(() => ({ text: slowAnswer, delay: 150 })),
  echo: answers((body) => ({ text: lastQuestion(body) })),
  thinking: answers(() => ({ ...thinkingAnswer, delay: 2 })),
  long: answers(() => ({ text: longAnswer })),
  cut: breaks(({ cut }) => cut('destroy')),
  'cut-before': ({ cut }) => cut('reset'),
  garbage: breaks(async ({ response }) => {
    await write(response, 'data: {"choices":[{"delta":{"content":\n\n');
    response.end('data: [DONE]\n\n');
  }),
  'error-event': breaks(async ({ response }) => {
    await send(response, { error: { message: 'The engine ran out of memory.', type: 'server_error', code: null } });
    response.end('data: [DONE]\n\n');
  }),
  'no-finish': breaks(({ response }) => void response.end()),
  hang: () => {},
  html: ({ response }) =>
    void response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Welcome</title>'),
};

const retryAfterSeconds = 7;

export const failing =
  (status: number): Behaviour =>
  ({ response }) =>
    sendError(
      response,
      status,
      `The upstream was asked to fail with ${status}.`,
      status === 429 ? { 'retry-after': String(retryAfterSeconds) } : {},
    );

export const failingStatuses = [400, 401, 402, 403, 404, 408, 413, 429, 500, 502, 503, 504];
