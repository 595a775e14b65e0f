import type { FastifyReply } from 'fastify';
import type { ErrorData } from '../../shared/errors/app-error.ts';
import { errorCodes } from '../../shared/errors/codes.ts';

/** What a REST client gets when something fails: the form OpenAI clients already read. */
export interface ErrorBody {
  error: { message: string; type: string; code: string; param: string | null };
}

export function errorBody({ code, message, details }: ErrorData): ErrorBody {
  const param = details?.['param'];
  return { error: { message, type: errorCodes[code].type, code, param: typeof param === 'string' ? param : null } };
}

export function sendError(reply: FastifyReply, error: ErrorData): FastifyReply {
  const wait = error.details?.['retryAfter'];
  // Kept in ms; the header is in whole seconds.
  if (typeof wait === 'number' && wait >= 0) reply.header('retry-after', String(Math.ceil(wait / 1000)));
  return reply.code(errorCodes[error.code].status).send(errorBody(error));
}
