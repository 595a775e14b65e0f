import type { IncomingMessage, RequestListener } from 'node:http';
import { json } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import type { RawData, WebSocket } from 'ws';
import type { RealtimeSession } from '../../../../electron/providers/services/realtime.ts';
import { openNetwork } from '../network/open-network.ts';
import { type FollowedTalk, followTalk } from './follow-talk.ts';
import { connectTo, startUpstream } from './upstream.ts';
import { jsonOf } from './vendors.ts';

export interface VendorTalk {
  session: RealtimeSession;
  talk: FollowedTalk;
  /** The provider says this. */
  say(message: object | Buffer): void;
  /** The next thing that the provider was told: JSON, or bytes. */
  hears(): Promise<unknown>;
  line: WebSocket;
  /** Of the upgrade. */
  request: IncomingMessage;
  /** Bodies and addresses of what was ordered before. */
  orders: { url: string; headers: IncomingMessage['headers']; body: unknown }[];
}

export interface OpenVendorOptions {
  settings?(url: string): Record<string, unknown>;
  model: string;
  session?: Record<string, unknown>;
  greeting?: object;
  /** What an order is answered with, where there is one. */
  order?(host: string): object;
  /** Whether all that is told must be of the protocol. Default: true. */
  isOurs?: boolean;
}

/** Opens a talk with a vendor whose server is played by the test. */
export async function openVendor(id: string, options: OpenVendorOptions): Promise<VendorTalk> {
  const { settings, model: modelId, session: choices, greeting, order, isOurs } = options;
  const opened = Promise.withResolvers<{ line: WebSocket; request: IncomingMessage }>();
  const inbox: unknown[] = [];
  let arrived = Promise.withResolvers<void>();
  const orders: VendorTalk['orders'] = [];
  const answer: RequestListener = (request, response) => {
    void (request.method === 'POST' ? json(request) : Promise.resolve(null)).then((body) => {
      orders.push({ url: request.url ?? '', headers: request.headers, body });
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(order?.(request.headers.host ?? '') ?? {}));
    });
  };
  const upstream = await startUpstream({
    answer,
    onTalk(line, request) {
      line.on('message', (data: RawData, isBinary) => {
        inbox.push(isBinary ? data : jsonOf(data));
        arrived.resolve();
        arrived = Promise.withResolvers<void>();
      });
      if (greeting) line.send(JSON.stringify(greeting));
      opened.resolve({ line, request });
    },
  });
  const connection = connectTo(id, upstream, { network: openNetwork(), settings: settings?.(upstream.url) ?? {} });
  const model = await connection.model('realtime', modelId);
  const session = await model.open(choices ? { session: choices } : {});
  onTestFinished(() => session.close());
  const { line, request } = await opened.promise;
  return {
    session,
    talk: followTalk(session, isOurs),
    say: (message) => line.send(Buffer.isBuffer(message) ? message : JSON.stringify(message)),
    async hears() {
      while (inbox.length === 0) await arrived.promise;
      return inbox.shift();
    },
    line,
    request,
    orders,
  };
}
