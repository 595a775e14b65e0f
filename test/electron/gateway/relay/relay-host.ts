import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import {
  type RelayCall,
  type RelayItem,
  type RelayWork,
  relayWork,
} from '../../../../electron/gateway/relay/relay-work.ts';
import type { AnswerResult } from '../../../../electron/gateway/request.ts';
import type { Changes } from '../../../../electron/gateway/work.ts';
import { Secret } from '../../../../electron/lib/secret.ts';
import { connectProvider } from '../../../../electron/providers/connect.ts';
import type { AppError } from '../../../../shared/errors/app-error.ts';
import { openNetwork } from '../../providers/network/open-network.ts';

export interface Received {
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}

export interface Relayed {
  items: RelayItem[];
  text: string;
  result?: AnswerResult;
  error?: AppError;
  refusal: RelayWork['refusal'];
}

export interface AskOptions {
  changes?: Changes;
  modelId?: string;
  signal?: AbortSignal;
  /** Called with every item. */
  onItem?(item: RelayItem): void;
}

/** A server of one's own on a real socket, and a provider that leads to it over a real line. */
export async function openRelay(
  answer: (response: ServerResponse, received: Received) => void,
  kind = 'openai-compatible',
) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      const one = { url: request.url ?? '', headers: request.headers, body: body.toString() };
      received.push(one);
      answer(response, one);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const network = openNetwork({}, { baseUrl });
  const connection = await connectProvider(
    { kind, name: 'Mine', settings: { baseUrl } },
    {
      readKey: async () => ({ apiKey: new Secret('sk-made-up'), credentialId: null }),
      way: { fetch: network.fetch, timeouts: {} },
    },
  );

  async function ask(
    call: RelayCall,
    { changes = {}, modelId = 'theirs', signal, onItem }: AskOptions = {},
  ): Promise<Relayed> {
    const work = relayWork(call);
    const left = signal ?? new AbortController().signal;
    const items: RelayItem[] = [];
    const told = (rest: Pick<Relayed, 'result' | 'error'>): Relayed => ({
      items,
      text: Buffer.concat(items.map(({ bytes }) => bytes)).toString(),
      refusal: work.refusal,
      ...rest,
    });
    try {
      const patiently = async <T>(promise: PromiseLike<T>) => promise;
      const asked = { connection, modelId, changes, signal: left, patiently };
      const result = await work.run(asked, (item) => {
        items.push(item);
        onItem?.(item);
      });
      return told({ result });
    } catch (thrown) {
      const error = connection.classify(thrown, { modelId, hasContent: items.length > 0 });
      return told({ error });
    }
  }
  return { ask, received, server };
}

export const chatChunk = (delta: object, more: object = {}): string =>
  `data: ${JSON.stringify({ id: 'c1', model: 'theirs', choices: [{ index: 0, delta, finish_reason: null }], ...more })}\n\n`;
export const chatEnd = `data: {"id":"c1","model":"theirs","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\n`;
export const chatUsage = `data: {"id":"c1","choices":[],"usage":{"prompt_tokens":7,"completion_tokens":3,"total_tokens":10}}\n\n`;
export const chatDone = 'data: [DONE]\n\n';

/** Each part in a packet of its own. */
export async function sendEvents(
  response: ServerResponse,
  parts: readonly string[],
  headers: Record<string, string | string[]> = {},
) {
  response.writeHead(200, { 'content-type': 'text/event-stream', ...headers });
  for (const part of parts) {
    response.write(part);
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
}
