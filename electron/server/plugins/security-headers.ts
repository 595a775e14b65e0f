import type { FastifyInstance } from 'fastify';
import { contentSecurityPolicy } from '../../../shared/csp.ts';

const headers = {
  // frame-ancestors has no effect in a meta tag, so it is here only.
  'content-security-policy': `${contentSecurityPolicy}; frame-ancestors 'none'`,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
};

export function addSecurityHeaders(app: FastifyInstance): void {
  // What a door writes itself is no page, and is left alone.
  app.addHook('onSend', (_request, reply, _payload, done) => {
    void reply.headers(headers);
    done();
  });
}
