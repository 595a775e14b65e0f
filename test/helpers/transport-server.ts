import { onTestFinished } from 'vitest';
import WebSocket from 'ws';
import { hashToken } from '../../electron/api/token.ts';
import { type Listening, listen } from '../../electron/server/listen.ts';
import { createServer, type ServerOptions } from '../../electron/server/server.ts';
import type { ClientFrame, HostFrame } from '../../shared/contract/frames.ts';
import { silentLog } from './test-store.ts';
import { createTestHost, type TestContract, type TestHost } from './transport-contract.ts';
import type { TestLink } from './transport-suite.ts';

export const testKey = 'sy-for-tests';

export interface TestServer extends Listening {
  host: TestHost;
  /** The addresses that sign a window in, oldest first. */
  urls: string[];
  close(): Promise<void>;
}

/** The real server on a real socket, over the test contract, with its sessions in memory. */
export async function openTestServer(
  options: Omit<Partial<ServerOptions<TestContract>>, 'browserWindow'> & {
    host?: TestHost;
    /** What differs from a window in a browser; null: none. */
    browserWindow?: Partial<ServerOptions<TestContract>['browserWindow'] & {}> | null;
  } = {},
): Promise<TestServer> {
  const { host = createTestHost(options.log), browserWindow = {}, ...serverOptions } = options;
  const urls: string[] = [];
  const hashes = new Set<string>();
  const app = createServer<TestContract>({
    router: host.router,
    log: silentLog,
    version: '0.0.0',
    bodyLimit: 4 * 2 ** 20,
    managementKey: { get: () => ({ keyHash: hashToken(testKey), createdAt: 1 }) },
    browserWindow:
      browserWindow === null
        ? undefined
        : {
            sessions: {
              insert: (hash) => void hashes.add(hash),
              has: (hash) => hashes.has(hash),
              touch: () => {},
              deleteUnusedSince: () => {},
            },
            onUrl: (url) => void urls.push(url),
            ...browserWindow,
          },
    ...serverOptions,
  });
  const listening = await listen(app, { port: 0, isFixed: true });
  return { ...listening, host, urls, close: () => app.close() };
}

/** As openTestServer, for one test: closed when it ends. */
export async function testServer(options?: Parameters<typeof openTestServer>[0]): Promise<TestServer> {
  const server = await openTestServer(options);
  onTestFinished(() => server.close());
  return server;
}

/** What the page does with the printed address. Gives the cookie, or undefined when it was refused. */
export async function signIn(address: string, url: string | undefined): Promise<string | undefined> {
  const response = await fetch(`${address}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: address },
    body: JSON.stringify({ token: url?.split('#token=')[1] }),
  });
  return response.headers.get('set-cookie')?.split(';')[0];
}

export function openSocket(address: string, headers: Record<string, string>, options?: object): WebSocket {
  return new WebSocket(`${address.replace('http', 'ws')}/ws`, { headers, ...options });
}

export async function connectWebSocket(address: string, cookie: string): Promise<TestLink> {
  const socket = openSocket(address, { cookie, origin: address });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  return {
    send: (frame: ClientFrame) => socket.send(JSON.stringify(frame)),
    onFrame: (listener) =>
      void socket.on('message', (data) => listener(JSON.parse((data as Buffer).toString()) as HostFrame)),
    onClose: (listener) => void socket.once('close', listener),
    close: () =>
      new Promise<void>((resolve) => {
        if (socket.readyState === socket.CLOSED) return resolve();
        socket.once('close', () => resolve());
        socket.close();
      }),
  };
}
