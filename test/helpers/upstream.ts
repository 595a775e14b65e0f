import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { behaviours, failing, failingStatuses } from './upstream-behaviours.ts';
import { type ChatBody, sendError, sendJson } from './upstream-wire.ts';

export interface ReceivedRequest {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: unknown;
}

export interface Upstream {
  /** Base URL of the API, ending in `/v1`. */
  readonly url: string;
  /** Everything received so far, oldest first. */
  readonly requests: readonly ReceivedRequest[];
  /** How many callers went away before their answer was complete. */
  readonly aborted: number;
  close(): Promise<void>;
}

export interface UpstreamOptions {
  /** Default 0: a free one. */
  port?: number;
  /** When set, anything else is refused with 401. */
  apiKey?: string;
}

export const upstreamModels = [...Object.keys(behaviours), ...failingStatuses.map((status) => `fail-${status}`)];

const behaviourOf = (model: string) => {
  const status = /^fail-([45]\d\d)$/.exec(model)?.[1];
  return status ? failing(Number(status)) : behaviours[model];
};

async function readBody(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const part of request.setEncoding('utf8')) text += part;
  return text === '' ? null : JSON.parse(text);
}

/**
 * An OpenAI-compatible API on a real socket of 127.0.0.1. What it does is chosen by the model's name:
 * see `upstream-behaviours.ts`, or ask it for its models.
 */
export async function startUpstream({ port = 0, apiKey }: UpstreamOptions = {}): Promise<Upstream> {
  const requests: ReceivedRequest[] = [];
  let aborted = 0;

  const chat = async (body: ChatBody, response: ServerResponse): Promise<void> => {
    const behaviour = behaviourOf(body.model);
    if (!behaviour) return sendError(response, 404, `The model \`${body.model}\` does not exist.`);
    const gone = new AbortController();
    let isCutHere = false;
    const cut = (how: 'destroy' | 'reset'): void => {
      isCutHere = true;
      if (how === 'reset') response.socket?.resetAndDestroy();
      else response.destroy();
    };
    response.on('close', () => {
      if (response.writableFinished || isCutHere) return;
      aborted++;
      gone.abort();
    });
    await behaviour({ body, response, cut, signal: gone.signal });
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = '', url = '', headers } = request;
    const body = await readBody(request);
    requests.push({ method, path: url, headers, body });
    if (apiKey !== undefined && headers.authorization !== `Bearer ${apiKey}`) {
      return sendError(response, 401, 'Incorrect API key provided.');
    }
    if (method === 'GET' && url === '/v1/models') {
      const data = upstreamModels.map((id) => ({ id, object: 'model', created: 1_750_000_000, owned_by: 'upstream' }));
      return sendJson(response, 200, { object: 'list', data });
    }
    if (method === 'POST' && url === '/v1/chat/completions') return chat(body as ChatBody, response);
    sendError(response, 404, `Unknown request URL: ${method} ${url}.`);
  };

  const server = createServer((request, response) => {
    // A caller that goes away ends the behaviour with an abort; everything else is this helper's own mistake.
    handle(request, response).catch((error: unknown) => {
      if (!response.destroyed) response.destroy(error as Error);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    get aborted() {
      return aborted;
    },
    close() {
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}
