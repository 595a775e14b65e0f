import { fastify } from 'fastify';
import { expect, test } from 'vitest';
import { sendError } from '../../../electron/api/error-body.ts';
import { AppError, type ErrorDetails } from '../../../shared/errors/app-error.ts';

// Catches: a client told to come back at once, or after a thousand times as long.
test.each<[ErrorDetails, string | undefined]>([
  [{ retryAfter: 1001 }, '2'],
  [{ retryAfter: 0 }, '0'],
  [{}, undefined],
])('what is known of when to come back is in the header: %o', async (details, header) => {
  const app = fastify();
  app.get('/', (_request, reply) => sendError(reply, new AppError('LOCAL_QUEUE_FULL', 'Full.', { details }).toJSON()));
  const { statusCode, headers } = await app.inject('/');
  expect([statusCode, headers['retry-after']]).toEqual([503, header]);
  await app.close();
});
