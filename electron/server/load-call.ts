import type { FastifyInstance } from 'fastify';
import type { LoadReport } from '../gateway/load-report.ts';

export interface LoadCall {
  load(): Promise<LoadReport>;
}

/** `GET /v1/load`: how much there is to do here, for others who could ask elsewhere. */
export function addLoadCall(app: FastifyInstance, { load }: LoadCall): void {
  app.get('/v1/load', (_request, reply) => {
    reply.header('cache-control', 'no-store');
    return load();
  });
}
