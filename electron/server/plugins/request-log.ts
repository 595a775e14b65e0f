import type { FastifyInstance } from 'fastify';
import type { Log } from '../../lib/log.ts';
import { withRequestId } from '../../lib/request-context.ts';

/** Every answer names its request, and so does every line of the log that comes of it. */
export function addRequestLog(app: FastifyInstance, log: Log): void {
  app.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-switchyard-request-id', request.id);
    withRequestId(request.id, done);
  });
  app.addHook('onResponse', (request, reply, done) => {
    // The route's pattern, not the address: people put secrets into paths and queries.
    const { method, url: route = 'none' } = request.routeOptions;
    const facts = { requestId: request.id, method: method ?? request.method, route, status: reply.statusCode };
    const duration = Math.round(reply.elapsedTime);
    log[reply.statusCode < 400 ? 'debug' : 'info']({ ...facts, duration }, 'request answered');
    done();
  });
}
