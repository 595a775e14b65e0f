import { expect, test } from 'vitest';
import type { Watched } from '../../../electron/health/ports.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { ErrorCode } from '../../../shared/errors/codes.ts';
import { hour, minute, newWatched, openTestHealth } from './setup.ts';

function openWatched() {
  const watched = [newWatched('busy')];
  const [one] = watched as [Watched];
  const opened = openTestHealth({ watched });
  const [key] = one.credentials;
  const credentialId = key?.id ?? null;
  /** One request that ended just now. */
  const ask = (modelId: string, code: ErrorCode | null, firstToken: number | null = code ? null : 300): void =>
    opened.health.observe({
      target: { providerId: one.id, modelId },
      credentialId,
      at: opened.clock.now(),
      firstToken,
      failure:
        code && new AppError(code, 'It failed.', { details: code === 'PROVIDER_UNHEALTHY' ? { status: 500 } : {} }),
    });
  const isDown = (modelId: string) => opened.health.isDown({ providerId: one.id, modelId });
  return { ...opened, one, credentialId, ask, isDown };
}

// Catches: a model that fails each request and is asked first all the same, one that is never tried again, one that
// drags its neighbours down, and an incident of it that nobody closes.
test('a model that fails is held back, tried again after a minute, and well after two answers', async () => {
  const { health, clock, ask, isDown, shown, one } = openWatched();
  health.start();
  await clock.advance(3 * minute);
  for (let count = 0; count < 3; count++) {
    expect(isDown('large')).toBe(false);
    ask('large', 'PROVIDER_UNHEALTHY');
    await clock.advance(11_000);
  }
  expect([isDown('large'), isDown('small'), health.statusOf(one.id)]).toEqual([true, false, 'Degraded']);
  expect(health.incidents.list({ limit: 9 })).toMatchObject([{ modelId: 'large', credentialId: null, closedAt: null }]);
  await clock.advance(50_000);
  expect(isDown('large')).toBe(false);
  ask('large', null);
  ask('large', null);
  expect(health.statusOf(one.id)).toBe('Healthy');
  expect(shown.map(({ kind, modelId }) => [kind, modelId])).toEqual([
    ['incident-opened', 'large'],
    ['incident-closed', 'large'],
  ]);
});

// Catches: ten requests side by side that fail for one reason, counted as ten failures in a row.
test('failures of one moment are one failure', () => {
  const { ask, isDown } = openWatched();
  for (let count = 0; count < 10; count++) ask('large', 'PROVIDER_UNREACHABLE');
  expect(isDown('large')).toBe(false);
});

// Catches: a provider blamed for what its callers did wrong, or for a model that it never had.
test("a caller's own mistakes, limits and mistyped models count for nothing", async () => {
  const { health, clock, ask, one } = openWatched();
  health.start();
  await clock.advance(3 * minute);
  const codes: ErrorCode[] = [
    'VALIDATION_FAILED',
    'PROVIDER_REJECTED',
    'CONTEXT_TOO_LONG',
    'CONTENT_REFUSED',
    'CANCELLED',
    'RATE_LIMITED',
    'MODEL_NOT_FOUND',
  ];
  for (const code of codes) {
    for (let count = 0; count < 4; count++) {
      ask('gpt-mistyped', code);
      await clock.advance(11_000);
    }
  }
  expect(health.statusOf(one.id)).toBe('Healthy');
  expect(health.board()[0]).toMatchObject({ figures: { requests: 0 }, models: [], openIncidents: [] });
  for (let count = 0; count < 3; count++) {
    ask('small', 'MODEL_NOT_FOUND');
    await clock.advance(11_000);
  }
  expect(health.board()[0]?.models).toMatchObject([{ modelId: 'small', status: 'Unhealthy' }]);
});

// Catches: a board that adds figures up wrongly, or shows those of last week.
test('the board has the last hour by instance, key and model, with the times in between', async () => {
  const { health, clock, ask, credentialId } = openWatched();
  for (let count = 1; count <= 20; count++) ask(count % 2 ? 'small' : 'large', null, count * 10);
  ask('large', 'STREAM_INTERRUPTED');
  const figures = { requests: 21, failures: 1, errorRate: 1 / 21, firstTokenP50: 100, firstTokenP95: 190 };
  expect(health.board()).toMatchObject([
    {
      name: 'busy',
      figures,
      keys: [{ keyId: credentialId, figures }],
      models: [
        { modelId: 'large', status: 'Degraded', figures: { requests: 11, failures: 1 } },
        { modelId: 'small', status: 'Healthy', figures: { requests: 10, failures: 0 } },
      ],
      cells: [
        { keyId: credentialId, modelId: 'small', figures: { requests: 10 } },
        { keyId: credentialId, modelId: 'large', figures: { requests: 11 } },
      ],
    },
  ]);
  await clock.advance(hour + minute);
  expect(health.board()[0]).toMatchObject({ figures: { requests: 0, errorRate: null }, cells: [] });
});

// Catches: a model that nobody asks any more, ill for ever with its incident.
test('what nobody asks for an hour is not known to be ill any more', async () => {
  const { health, clock, ask } = openWatched();
  health.start();
  for (let count = 0; count < 3; count++) {
    ask('large', 'PROVIDER_TIMEOUT');
    await clock.advance(11_000);
  }
  expect(health.incidents.list({ isOpen: true, limit: 9 })).toHaveLength(1);
  await clock.advance(hour + 2 * minute);
  expect(health.incidents.list({ isOpen: true, limit: 9 })).toEqual([]);
  expect(health.board()[0]?.models).toEqual([]);
});
