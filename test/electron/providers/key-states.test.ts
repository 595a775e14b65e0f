import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createKeyStates } from '../../../electron/providers/keys/key-states.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { CredentialId, ProviderId } from '../../../shared/model/ids.ts';

const key = { id: 'key' as CredentialId, providerId: 'one' as ProviderId };
const before = { rest: undefined, modelRest: undefined };
const limited = new AppError('RATE_LIMITED', 'Too many.', { details: { retryAfter: 30 } });

// Catches: a rest that ends after the host was closed, told to a host that is no more: the next one, opened in the same
// process, went down with it.
test('the end of a rest is told while somebody is there, and not after', async () => {
  const told: string[] = [];
  const openStates = (name: string) => createKeyStates({ now: Date.now, onChange: () => void told.push(name) });
  const open = openStates('open');
  const closed = openStates('closed');
  for (const states of [open, closed]) states.rest(key, limited, { modelId: null, before });
  closed.close();
  closed.rest({ ...key, id: 'other' as CredentialId }, limited, { modelId: null, before });
  expect(told).toEqual(['open', 'closed', 'closed']);
  await sleep(120);
  expect(told).toEqual(['open', 'closed', 'closed', 'open']);
});
