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
  heartbeat?: number;
}

/** Why the host closed: 1000-1999 are the protocol's own, 4000 and up are ours (4000 + the HTTP status). */
export const closeCodes = { goingAway: 1001, notText: 1003, notJson: 1007, failed: 1011, signedOut: 4401 } as const;

/** The window in a browser. Host and Origin were checked before; here an Origin must be there at all. */
export function addWebSocket<C extends Contract>(app: FastifyInstance, options: WebSocketOptions<C>): void {
  const { router, log, isSignedIn, largestMessage, heartbeat = 30_000 } = options;
  app.register(fastifyWebsocket, {
    options: { maxPayload: largestMessage },
    errorHandler: (error, socket) => {
      log.info({ code: (error as NodeJS.ErrnoException).code }, 'a window broke the WebSocket protocol');
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
  // Otherwise the socket of an upgrade that was refused would stay open for ever.
  app.addHook('onResponse', async ({ raw }) => {
    if (raw.headers.upgrade !== undefined) raw.socket.destroy();
  });
  app.register(async (scope) => {
    scope.addHook('onRequest', async (request) => {
      if (request.headers.origin === undefined) {
        throw new AppError('ORIGIN_NOT_ALLOWED', 'The window must say where it comes from: no Origin was sent.');
      }
    });
    scope.get('/ws', { websocket: true, exposeHeadRoute: false }, (socket, request) => {
      // A browser cannot see why an upgrade was refused, but it can read a close code.
      if (!isSignedIn(request)) return socket.close(closeCodes.signedOut, 'TOKEN_MISSING');
      watchHeartbeat(socket, heartbeat);
      const drain = createDrain(socket);
      serveLink(router, hostLink(socket, drain.check), { actor: 'window', whenWritable: drain.whenWritable });
    });
  });
}

function hostLink(socket: WebSocket, onSent: () => void): HostLink {
  return {
    send: (frame) => socket.send(JSON.stringify(frame), onSent),
    onClose: (listener) => void socket.once('close', listener),
    onFrame: (listener) =>
      void socket.on('message', (data, isBinary) => {
        if (isBinary) return socket.close(closeCodes.notText);
        let frame: ClientFrame;
        try {
          frame = JSON.parse((data as Buffer).toString());
        } catch {
          return socket.close(closeCodes.notJson);
        }
        listener(frame);
      }),
  };
}
