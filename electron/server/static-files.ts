import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** The built window. Files in assets/ carry a hash of their content in the name and never change; the others may. */
export function addStaticFiles(app: FastifyInstance, folder: string): void {
  app.register(fastifyStatic, {
    root: folder,
    cacheControl: false,
    setHeaders(reply, path) {
      const isHashed = /[\\/]assets[\\/][^\\/]+$/.test(path);
      void reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}
