import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Contract } from '../../shared/contract/define.ts';
import { apiPrefix, type Endpoint, listEndpoints } from './endpoints.ts';
import { sendError } from './error-body.ts';
import type { CheckManagementKey } from './management-key.ts';
import { inputReader } from './rest-input.ts';
import { sendAllEvents, sendStream } from './rest-streams.ts';
import type { Router } from './router.ts';

export interface RestOptions<C extends Contract> {
  router: Router<C>;
  checkKey: CheckManagementKey;
}

/** Every call and stream of the contract as a route under /api, behind the management key. */
export function addRest<C extends Contract>(app: FastifyInstance, { router, checkKey }: RestOptions<C>): void {
  app.register(
    async (api) => {
      api.addHook('onRequest', async (request) => checkKey(request.headers));
      for (const endpoint of listEndpoints(router.contract)) {
        api.route({
          method: endpoint.spec.method,
          url: endpoint.spec.path.replaceAll(/\{(\w+)\}/g, ':$1'),
          exposeHeadRoute: false,
          handler: createHandler(endpoint, router),
        });
      }
      api.get('/events', { exposeHeadRoute: false }, (_request, reply) => sendAllEvents(reply, router));
    },
    { prefix: apiPrefix },
  );
}

function createHandler(endpoint: Endpoint, router: Pick<Router<Contract>, 'call' | 'open'>) {
  const { name, spec } = endpoint;
  const readInput = inputReader(endpoint);
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const input = readInput(request);
    const asked = { actor: 'management' as const, requestId: request.id };
    if (spec.kind === 'stream') return sendStream(reply, (signal) => router.open(name, input, { ...asked, signal }));
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    const result = await router.call(name, input, { ...asked, signal: gone.signal });
    return result.ok ? reply.send(result.data) : sendError(reply, result.error);
  };
}
