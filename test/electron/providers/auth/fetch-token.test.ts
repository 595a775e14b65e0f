import { expect, test } from 'vitest';
import { signInFetch } from '../../../../electron/providers/auth/fetch-token.ts';

// Catches: a connection held for ever by each answer that says no more than its status.
test.each([
  [429, 'RATE_LIMITED'],
  [503, 'PROVIDER_UNHEALTHY'],
])('what comes with status %i does not stay unread', async (status, code) => {
  const response = new Response('{}', { status });
  const ask = signInFetch(async () => response);
  await expect(ask('https://login.example/token')).rejects.toMatchObject({
    code,
    message: expect.stringContaining('login.example'),
  });
  expect(response.bodyUsed).toBe(true);
});

// Catches: an answer without a body told as a host that cannot be reached.
test('an answer without a body is one', async () => {
  const ask = signInFetch(async () => new Response(null, { status: 204 }));
  expect((await ask('https://login.example/token')).status).toBe(204);
});
