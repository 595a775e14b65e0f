import type { FastifyInstance } from 'fastify';
import type { Contract } from '../../shared/contract/define.ts';
import { createDocsPage } from './docs-page.ts';
import { apiPrefix } from './endpoints.ts';
import { createOpenApi, type OpenApiDocument } from './openapi.ts';

export interface ApiDocsOptions {
  contract: Contract;
  version: string;
}

/** The API described, for programs and for people. Needs no key: it holds no data. */
export function addApiDocs(app: FastifyInstance, { contract, version }: ApiDocsOptions): void {
  // Made when first asked for: the host's start does not wait for it.
  let document: OpenApiDocument | undefined;
  app.get(`${apiPrefix}/openapi.json`, { exposeHeadRoute: false }, (_request, reply) => {
    document ??= createOpenApi(contract, { version });
    return reply.send(document);
  });
  app.get(`${apiPrefix}/docs`, { exposeHeadRoute: false }, (request, reply) =>
    reply.type('text/html').send(createDocsPage(contract, { version, address: `http://${request.headers.host}` })),
  );
}
