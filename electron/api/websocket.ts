import type { IncomingHttpHeaders } from 'node:http';
import fastifyWebsocket from '@fastify/websocket';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';
import type { Contract } from '../../shared/contract/define.ts';
import type { ClientFrame, HostLink } from '../../shared/contract/frames.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Log } from '../lib/log.ts';
import type { Router } from './router.ts';
import { serveLink } from './serve-link.ts';
import { createDrain, watchHeartbeat } from './socket-flow.ts';

export interface WebSocketOptions<C extends Contract> {
  router: Router<C>;
  log: Log;
  isSignedIn(request: FastifyRequest): boolean;
  /** Bytes of one message. */
  largestMessage: number;
  /** How often a peer must show that it is alive, in ms. Default 30 s. */
  heartbeat?: number | undefined;
}

/** Why the host closed: 1000-1999 are the protocol's own, 4000 and up are ours (4000 + the HTTP status). */
export const closeCodes = { goingAway: 1001, notText: 1003, notJson: 1007, failed: 1011, signedOut: 4401 } as const;

const path = '/ws';

/** The window in a browser. Host and Origin were checked before; here an Origin must be there at all. */
export function addWebSocket<C extends Contract>(app: FastifyInstance, options: WebSocketOptions<C>): void {
  const { router, log, isSignedIn, largestMessage, heartbeat = 30_000 } = options;
  app.register(fastifyWebsocket, {
    options: { maxPayload: largestMessage },
    errorHandler: (error, socket, request) => {
      const { code } = error as NodeJS.ErrnoException;
      log.info({ requestId: request.id, code }, 'a window broke the WebSocket protocol');
      // The protocol's own errors have closed it already, with their own code.
      if (socket.readyState === socket.OPEN) socket.close(closeCodes.failed);
    },
    preClose(done) {
      for (const socket of this.websocketServer.clients) {
        socket.close(closeCodes.goingAway);
        // A peer that does not answer must not hold the host open.
        setTimeout(() => socket.terminate(), 500).unref();
      }
      this.websocketServer.close(() => done());
    },
  });
  app.register(async (scope) => {
    scope.route({
      method: 'GET',
      url: path,
      exposeHeadRoute: false,
      handler() {
        throw new AppError('NOT_FOUND', 'Only a WebSocket connects here. The management API is under /api.');
      },
      wsHandler(socket, request) {
        // A browser cannot see why an upgrade was refused, but it can read a close code.
        if (!isSignedIn(request)) {
          log.info({ requestId: request.id, code: 'TOKEN_MISSING' }, 'a window was refused');
          return socket.close(closeCodes.signedOut, 'TOKEN_MISSING');
        }
        watchHeartbeat(socket, heartbeat);
        const drain = createDrain(socket);
        const line = log.child({ socketId: request.id });
        const link = hostLink(socket, { log: line, onSent: drain.check });
        serveLink(router, link, { actor: 'window', log: line, whenWritable: drain.whenWritable });
      },
    });
  });
}

/**
 * @fastify/websocket would open a WebSocket on any path that answers: every other one says no before that. Hooks hold for
 * what is added after them, so this one comes first.
 */
export function addUpgradeCheck(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ headers, routeOptions }) => {
    if (!isWebSocketUpgrade(headers)) return;
    if (routeOptions.url !== path)
      throw new AppError('NOT_FOUND', `There is no WebSocket at this address, only ${path}.`);
    if (headers.origin === undefined) {
      throw new AppError('ORIGIN_NOT_ALLOWED', 'The window must say where it comes from: no Origin was sent.');
    }
  });
  // Otherwise the socket of an upgrade that was refused would stay open for ever.
  app.addHook('onResponse', async ({ raw }) => {
    if (isWebSocketUpgrade(raw.headers)) raw.socket.destroy();
  });
}

/** Other upgrades, as to HTTP/2, are offers that this port does not take: such a request is answered as it is. */
export const isWebSocketUpgrade = ({ upgrade = '' }: IncomingHttpHeaders): boolean => /\bwebsocket\b/i.test(upgrade);

function hostLink(socket: WebSocket, { log, onSent }: { log: Log; onSent: () => void }): HostLink {
  const close = (closeCode: number): void => {
    log.info({ code: 'VALIDATION_FAILED', closeCode }, 'a window sent what is no frame');
    socket.close(closeCode);
  };
  return {
    send: (frame) => socket.send(JSON.stringify(frame), onSent),
    onClose: (listener) => void socket.once('close', listener),
    onFrame: (listener) =>
      void socket.on('message', (data, isBinary) => {
        if (isBinary) return close(closeCodes.notText);
        let frame: ClientFrame;
        try {
          frame = JSON.parse((data as Buffer).toString());
        } catch {
          return close(closeCodes.notJson);
        }
        listener(frame);
      }),
  };
}
