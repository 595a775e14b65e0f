import type { FastifyRequest } from 'fastify';
import { AppError } from '../../shared/errors/app-error.ts';
import { coerceFields } from './coerce-text.ts';
import { type Endpoint, type JsonSchema, jsonSchema } from './endpoints.ts';

/** Puts the input of a call together: the query or the body, and the path, which wins over both. */
export function inputReader({ spec, inputFrom }: Endpoint): (request: FastifyRequest) => unknown {
  let schema: JsonSchema | undefined;
  return ({ params, query, body }) => {
    // Made at the first request: the host's start does not wait for it.
    schema ??= jsonSchema(spec.input, 'input');
    const fromPath = coerceFields(params as Record<string, string>, schema);
    const rest = inputFrom === 'query' ? coerceFields(query as Record<string, string>, schema) : bodyFields(body);
    return { ...rest, ...fromPath };
  };
}

function bodyFields(body: unknown): object {
  if (body === undefined) return {};
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body;
  throw new AppError('VALIDATION_FAILED', 'The body must be a JSON object.');
}
