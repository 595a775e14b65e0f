import type { FastifyInstance } from 'fastify';
import { AppError } from '../../../shared/errors/app-error.ts';

const loopbackNames: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Foreign pages must not reach the port: not by a name of theirs that resolves to this machine (the Host is then theirs),
 * and not by a request from their own page (the Origin is then theirs). Checked before anything else is read.
 */
export function addHostCheck(app: FastifyInstance, { devOrigin }: { devOrigin: string | undefined }): void {
  const devServer = devOrigin === undefined ? undefined : new URL(devOrigin).origin;
  app.addHook('onRequest', ({ headers, socket }, _reply, done) => {
    const host = headers.host ?? '';
    if (!isOwnHost(host, socket.localPort)) return done(foreignHost());
    const { origin } = headers;
    if (origin !== undefined && origin !== `http://${host}` && origin !== devServer) return done(foreignOrigin());
    done();
  });
}

const foreignHost = (): AppError =>
  new AppError(
    'HOST_NOT_ALLOWED',
    'This port answers to its loopback address only: call http://127.0.0.1 or http://localhost with its port.',
  );
const foreignOrigin = (): AppError =>
  new AppError('ORIGIN_NOT_ALLOWED', 'Requests from pages of other origins are not allowed.');

function isOwnHost(host: string, ownPort: number | undefined): boolean {
  const [, name, port = '80'] = /^(\[[\da-f:]+\]|[^:[\]]+)(?::(\d{1,5}))?$/i.exec(host) ?? [];
  return name !== undefined && loopbackNames.has(name.toLowerCase()) && Number(port) === ownPort;
}
