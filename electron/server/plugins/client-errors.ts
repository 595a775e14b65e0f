import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { AppError } from '../../../shared/errors/app-error.ts';
import { errorBody } from '../../api/error-body.ts';
import type { Log } from '../../lib/log.ts';

/** What is no HTTP that can be read never becomes a request: its answer is written here, in the form all errors have. */
export const createClientErrorAnswer =
  (log: Log) =>
  (thrown: NodeJS.ErrnoException, socket: Socket): void => {
    if (thrown.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
    const error = fromParser(thrown);
    log.info({ code: error.code, cause: thrown.code }, 'connection refused');
    const body = JSON.stringify(errorBody(error.toJSON()));
    const head = [
      `HTTP/1.1 ${error.status} Refused`,
      'connection: close',
      'content-type: application/json; charset=utf-8',
      `content-length: ${Buffer.byteLength(body)}`,
    ];
    socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
  };

function fromParser({ code }: NodeJS.ErrnoException): AppError {
  if (code === 'HPE_HEADER_OVERFLOW') {
    return new AppError(
      'HEADERS_TOO_LARGE',
      'The headers are larger than this port takes. Send fewer or shorter ones.',
    );
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return new AppError('REQUEST_TIMEOUT', 'The request did not arrive in time. Send it again.');
  }
  return new AppError('VALIDATION_FAILED', 'This is not an HTTP request that could be understood.');
}

/** Of what a client may expect, Node serves `100-continue` by itself and turns the rest away without a word. */
export function addExpectCheck(app: FastifyInstance): void {
  app.addHook('onRequest', ({ headers: { expect } }, _reply, done) => {
    if (expect === undefined || expect.toLowerCase() === '100-continue') return done();
    done(new AppError('VALIDATION_FAILED', 'This port meets no expectation but "100-continue". Leave "Expect" out.'));
  });
  app.server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) =>
    app.routing(request, response),
  );
}
