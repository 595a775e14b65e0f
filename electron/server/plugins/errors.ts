import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError, toAppError } from '../../../shared/errors/app-error.ts';
import { apiPrefix } from '../../api/endpoints.ts';
import { sendError } from '../../api/error-body.ts';
import type { Log } from '../../lib/log.ts';
import { drain } from './drain.ts';

export interface ErrorsOptions {
  log: Log;
  /** Bytes; named in the answer to a body that is larger. */
  bodyLimit: number;
}

type Answer = (thrown: unknown, request: FastifyRequest, reply: FastifyReply) => FastifyReply;

/** How long a body that is too large is read on before it is answered, in ms. */
const patience = 10_000;

/** Everything that goes wrong on the port leaves it in one form, without a stack, a path or a body. */
export function createErrorAnswer({ log, bodyLimit }: ErrorsOptions): Answer {
  return (thrown, request, reply) => {
    const error = tooLarge(thrown, request, bodyLimit) ?? fromFastify(thrown) ?? toAppError(thrown);
    const facts = { requestId: request.id, code: error.code };
    if (error.status >= 500) log.error({ ...facts, err: error }, 'request failed');
    else log.info(facts, 'request refused');
    return sendError(reply, error.toJSON());
  };
}

export function addErrors(app: FastifyInstance, answer: Answer): void {
  app.setErrorHandler(async (thrown, request, reply) => {
    if (isTooLarge(thrown)) await drain(request.raw, { most: 4 * request.routeOptions.bodyLimit, patience });
    return answer(thrown, request, reply);
  });
  app.setNotFoundHandler((request, reply) => {
    const isApi = request.url.startsWith(`${apiPrefix}/`);
    const error = isApi
      ? new AppError('UNKNOWN_CALL', `There is no such call. ${apiPrefix}/docs lists all there are.`)
      : new AppError('NOT_FOUND', `There is nothing at this address. The management API is under ${apiPrefix}.`);
    return answer(error, request, reply);
  });
}

const isTooLarge = (thrown: unknown): boolean =>
  (thrown as Partial<FastifyError>)?.code === 'FST_ERR_CTP_BODY_TOO_LARGE';

function tooLarge(thrown: unknown, { routeOptions }: FastifyRequest, setting: number): AppError | undefined {
  if (!isTooLarge(thrown)) return undefined;
  const { bodyLimit: limit } = routeOptions;
  const message =
    limit === setting
      ? `The body is larger than the ${limit / 2 ** 20} MiB this port takes. Raise "body limit" in the settings, or send less.`
      : `The body is larger than the ${limit / 2 ** 10} KiB this address takes. Send less.`;
  return new AppError('BODY_TOO_LARGE', message, { details: { limit } });
}

/** Fastify's own errors, told by their codes. */
function fromFastify(thrown: unknown): AppError | undefined {
  if (thrown instanceof AppError || !(thrown instanceof Error)) return undefined;
  const { code = '', statusCode = 500 } = thrown as Partial<FastifyError>;
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    return new AppError('VALIDATION_FAILED', 'The body must be JSON, sent as "content-type: application/json".');
  }
  if (code === 'FST_ERR_BAD_URL') return new AppError('VALIDATION_FAILED', 'The address is not a valid URL.');
  if (code.startsWith('FST_ERR_CTP_') || thrown instanceof SyntaxError) {
    return new AppError('VALIDATION_FAILED', 'The body is not valid JSON, or not as long as announced.');
  }
  // What remains of the 4xx kind is a request that cannot be understood; the texts may quote it, so they stay inside.
  return statusCode < 500 ? new AppError('VALIDATION_FAILED', 'The request could not be understood.') : undefined;
}
