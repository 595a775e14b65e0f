import fastifyWebsocket from '@fastify/websocket';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Contract } from '../../shared/contract/define.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Log } from '../lib/log.ts';
import type { Router } from './router.ts';
import { serveLink } from './serve-link.ts';
import { createDrain, watchHeartbeat } from './socket-flow.ts';
import { closeCodes, socketLink } from './socket-link.ts';

export interface WebSocketOptions<C extends Contract> {
  router: Router<C>;
  log: Log;
  isSignedIn(request: FastifyRequest): boolean;
  /** Bytes of one message. */
  largestMessage: number;
  /** How often a peer must show that it is alive, in ms. Default 30 s. */
  heartbeat?: number | undefined;
}

/** The only address that takes WebSockets. */
export const webSocketPath = '/ws';

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
      url: webSocketPath,
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
        const link = socketLink(socket, { log: line, onSent: drain.check });
        serveLink(router, link, { actor: 'window', log: line, whenWritable: drain.whenWritable });
      },
    });
  });
}
