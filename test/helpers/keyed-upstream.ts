import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { behaviours } from './upstream-behaviours.ts';
import { type ChatBody, sendError, sendJson } from './upstream-wire.ts';

/** What an upstream makes of one key. */
export interface KeyRule {
  /** Refuses every request with this status. Default: none. */
  status?: number;
  /** What it says when it refuses. Default: words without a meaning. */
  message?: string;
  /** Refuses chats with these models only, each with its status. */
  models?: Readonly<Record<string, number>>;
  /** Beside every answer, also a refusal. */
  headers?: Readonly<Record<string, string>>;
}

const unknownKey: KeyRule = { status: 401 };

export interface KeyedUpstream {
  url: string;
  /** Keys it knows; any other is refused with 401. May change at any time. */
  keys: Map<string, KeyRule>;
  /** The keys of the chats it was asked for, oldest first. */
  chats: string[];
  /** Chats are looked at only when it has resolved. */
  hold: Promise<unknown>;
  /** False: it has no list of models. */
  hasList: boolean;
  close(): void;
}

async function readBody(request: IncomingMessage): Promise<ChatBody> {
  let text = '';
  for await (const part of request.setEncoding('utf8')) text += part;
  return JSON.parse(text) as ChatBody;
}

/** A provider that knows several keys, treats each as it is told to, and changes its mind while it runs. */
export async function startKeyedUpstream(rules: Readonly<Record<string, KeyRule>>): Promise<KeyedUpstream> {
  const upstream: KeyedUpstream = {
    url: '',
    keys: new Map(Object.entries(rules)),
    chats: [],
    hold: Promise.resolve(),
    hasList: true,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const key = request.headers.authorization?.replace('Bearer ', '') ?? '';
    const isChat = request.url === '/v1/chat/completions';
    if (isChat) upstream.chats.push(key);
    const body = isChat ? await readBody(request) : undefined;
    if (isChat) await upstream.hold;
    const { status, models = {}, headers = {}, message } = upstream.keys.get(key) ?? unknownKey;
    const refused = status ?? (body && models[body.model]);
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    if (refused) return sendError(response, refused, message ?? `The upstream was asked to refuse with ${refused}.`);
    if (!body)
      return upstream.hasList ? sendJson(response, 200, { data: [{ id: 'echo' }] }) : sendError(response, 404, 'No.');
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const cut = (): void => void response.destroy();
    await behaviours[body.model]?.({ body, response, cut, signal: gone.signal });
  };

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  upstream.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  return upstream;
}
