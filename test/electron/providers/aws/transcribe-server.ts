import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { awsFrame, awsFrames } from '../../../conformance/dialects/aws-frames.ts';

export const secret = 'made/up+secret';

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** The signature that an address must have, made without the code under test. */
export function signatureOf(address: URL, host: string): string {
  const [, date = '', region = '', service = ''] = address.searchParams.get('X-Amz-Credential')?.split('/') ?? [];
  const query = [...address.searchParams]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map((pair) => pair.map(encodeURIComponent).join('='))
    .toSorted()
    .join('&');
  const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
  const request = ['GET', address.pathname, query, `host:${host}`, '', 'host', hash('')].join('\n');
  const scope = `${date}/${region}/${service}/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', address.searchParams.get('X-Amz-Date'), scope, hash(request)].join('\n');
  const key = [date, region, service, 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secret}`);
  return hmac(key, text).toString('hex');
}

export interface Talk {
  address: URL;
  host: string;
  /** What was said, without its frames. */
  audio: Buffer;
  chunks: number;
}

export interface Service {
  address: string;
  talks: Talk[];
}

export const said = (...results: object[]): Buffer =>
  awsFrame(
    { ':message-type': 'event', ':event-type': 'TranscriptEvent', ':content-type': 'application/json' },
    { Transcript: { Results: results } },
  );

export const exception = (type: string, message: string): Buffer =>
  awsFrame(
    { ':message-type': 'exception', ':exception-type': type, ':content-type': 'application/json' },
    { Message: message },
  );

export interface ServiceOptions {
  /** When all was said. */
  answer?(socket: WebSocket): void;
  /** With the first chunk. */
  interrupt?(socket: WebSocket): void;
  /** Status and body of a refusal to open; null opens. */
  refuse?(request: IncomingMessage): { status: number; type?: string; body: object } | null;
}

type Verified = (isFine: boolean, status?: number, body?: string, headers?: Record<string, string>) => void;

/** A Transcribe on this computer. */
export async function startTranscribe({ answer, interrupt, refuse }: ServiceOptions): Promise<Service> {
  const talks: Talk[] = [];
  const server = new WebSocketServer({
    host: '127.0.0.1',
    port: 0,
    verifyClient({ req }: { req: IncomingMessage }, done: Verified) {
      const refusal = refuse?.(req);
      if (!refusal) return done(true);
      const headers = refusal.type === undefined ? {} : { 'x-amzn-ErrorType': refusal.type };
      done(false, refusal.status, JSON.stringify(refusal.body), headers);
    },
  });
  server.on('connection', (socket, { url = '', headers: { host = '' } }) => {
    const talk: Talk = { address: new URL(url, 'http://any'), host, audio: Buffer.alloc(0), chunks: 0 };
    talks.push(talk);
    socket.on('message', (message: Buffer) => {
      const [frame] = awsFrames(message);
      const length = message.length - 12 - (frame?.head.length ?? 0) - 4;
      const payload = message.subarray(message.length - 4 - length, message.length - 4);
      if (frame?.headers[':event-type'] !== 'AudioEvent') throw new Error('no audio event');
      if (length === 0) return answer?.(socket);
      talk.chunks += 1;
      talk.audio = Buffer.concat([talk.audio, payload]);
      if (talk.chunks === 1) interrupt?.(socket);
    });
  });
  await new Promise((resolve) => void server.once('listening', resolve));
  onTestFinished(async () => {
    for (const client of server.clients) client.terminate();
    await new Promise((resolve) => server.close(resolve));
  });
  return { address: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`, talks };
}
