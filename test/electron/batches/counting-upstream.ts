import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Received {
  url: string;
  /** `metadata.line` of the body. */
  line: string;
}

export interface CountingUpstream {
  url: string;
  received: Received[];
  /** How many are being answered now, and how many were at most. */
  running: number;
  most: number;
}

interface Asked {
  metadata: { line: string };
  /** Ms until it answers. Default: 0. */
  wait?: number;
  /** Default: 200. */
  status?: number;
}

/** On a real socket of 127.0.0.1; says what it got, and answers as each body wants. */
export async function openTestUpstream(): Promise<CountingUpstream> {
  const upstream: CountingUpstream = { url: '', received: [], running: 0, most: 0 };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let text = '';
    for await (const part of request.setEncoding('utf8')) text += part;
    const { metadata, wait = 0, status = 200 } = JSON.parse(text) as Asked;
    upstream.received.push({ url: request.url ?? '', line: metadata.line });
    upstream.running += 1;
    upstream.most = Math.max(upstream.most, upstream.running);
    await new Promise((resolve) => setTimeout(resolve, wait));
    upstream.running -= 1;
    const body = status === 200 ? { said: `answer to ${metadata.line}` } : { error: { message: 'no', code: 'busy' } };
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  upstream.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return upstream;
}
