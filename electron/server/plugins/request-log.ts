import type { FastifyInstance } from 'fastify';
import type { Log } from '../../lib/log.ts';

/** Every answer names its request, so that a person can find it in the log. */
export function addRequestLog(app: FastifyInstance, log: Log): void {
  app.addHook('onRequest', async (request, reply) => void reply.header('x-switchyard-request-id', request.id));
  app.addHook('onResponse', async (request, reply) => {
    // The route's pattern, not the address: people put secrets into paths and queries.
    const { method, url: route = 'none' } = request.routeOptions;
    const facts = { requestId: request.id, method: method ?? request.method, route, status: reply.statusCode };
    const duration = Math.round(reply.elapsedTime);
    log[reply.statusCode < 400 ? 'debug' : 'info']({ ...facts, duration }, 'request answered');
  });
}
