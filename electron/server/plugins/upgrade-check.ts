import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { AppError } from '../../../shared/errors/app-error.ts';
import { webSocketPath } from '../../api/websocket.ts';

/**
 * @fastify/websocket would open a WebSocket on any path that answers: every other one says no before that. Hooks hold for
 * what is added after them, so this one comes first.
 */
export function addUpgradeCheck(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ headers, routeOptions }) => {
    if (!isWebSocketUpgrade(headers)) return;
    if (routeOptions.url !== webSocketPath)
      throw new AppError('NOT_FOUND', `There is no WebSocket at this address, only ${webSocketPath}.`);
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
