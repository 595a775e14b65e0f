import { expect, test } from 'vitest';
import { newId } from '../../../electron/lib/id.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { ErrorCode } from '../../../shared/errors/codes.ts';
import type { CredentialId, RequestId } from '../../../shared/model/ids.ts';
import type { AttemptRecord } from '../../../shared/model/route.ts';
import { temporaryFolder } from '../../helpers/test-store.ts';
import { openTestProviders, openTestUpstream } from '../../helpers/upstream-host.ts';
import { openTestHost, windowOf } from '../host/setup.ts';
import { hour, minute, newKey, newWatched, openTestHealth } from './setup.ts';
import { virtualClock } from './virtual-clock.ts';

interface Ended {
  modelId?: string;
  keyId: CredentialId | null;
  /** Ms before the start. */
  ago: number;
  /** Ms. Default: 1 s. */
  took?: number;
  firstToken?: number;
  code?: ErrorCode;
  reason?: string;
  isLeft?: boolean;
}

function setUp(keys = 2) {
  const one = newWatched('remembered');
  one.credentials = Array.from({ length: keys }, () => newKey(one.id));
  const [first, second] = one.credentials.map(({ id }) => id) as [CredentialId, CredentialId];
  const clock = virtualClock();
  const host = openTestProviders();
  const failureOf = ({ code, reason }: Ended) =>
    code ? new AppError(code, 'It failed.', { details: reason ? { reason } : {} }) : null;
  /** A request as the last host wrote it down. */
  const add = (ended: Ended): void => {
    const { modelId = 'large', keyId, ago, firstToken = 300, isLeft = false, took = 1000 } = ended;
    const id = newId<RequestId>();
    const target = { providerId: one.id, modelId };
    const failure = failureOf(ended);
    const startedAt = clock.now() - ago - took;
    const attempt: AttemptRecord = {
      target,
      providerName: 'remembered',
      credentialId: keyId,
      keyLabel: null,
      reason: 'asked',
      startedAt,
      firstToken: failure ? null : firstToken,
      duration: took,
      outcome: isLeft ? 'cancelled' : failure ? 'failed' : 'answered',
      failure: failure?.toJSON() ?? null,
    };
    const tokens = { inputTokens: 10, outputTokens: 5, reasoningTokens: null, cachedTokens: null };
    const row = { door: 'window', service: 'language', asked: modelId, client: null, target, messageId: null } as const;
    host.store.requests.open({ ...row, id, createdAt: startedAt });
    host.store.requests.settle(id, {
      ...tokens,
      status: failure ? 'failed' : 'complete',
      errorCode: null,
      target,
      cost: null,
      isCached: false,
      firstToken: attempt.firstToken,
      duration: 1000,
      plan: null,
      facts: null,
      attempts: [attempt],
    });
    host.store.requests.flush();
  };
  const start = () => openTestHealth({ watched: [one], host, clock }).health;
  /** The same, as a host that went on saw it. */
  const live = (all: readonly Ended[]) => {
    const { health } = openTestHealth({ watched: [one], host: openTestProviders(), clock });
    for (const ended of all.toSorted((a, b) => b.ago - a.ago)) {
      const { modelId = 'large', keyId, ago, firstToken = 300, isLeft } = ended;
      const failure = failureOf(ended);
      const target = { providerId: one.id, modelId };
      const at = clock.now() - ago;
      if (!isLeft)
        health.observe({ target, credentialId: keyId, at, firstToken: failure ? null : firstToken, failure });
    }
    return health;
  };
  return { one, first, second, clock, host, add, start, live };
}

// Catches: figures that begin at nothing with each start; requests counted that say nothing, or that are too old; others
// than a host shows that was never ended.
test('the figures of the last hour are those of a host that went on', () => {
  const { first, second, add, start, live } = setUp();
  const past: Ended[] = [
    ...[100, 200, 300, 400, 900].map((firstToken, place) => ({ keyId: first, ago: place * minute, firstToken })),
    { keyId: second, ago: 5 * minute, code: 'PROVIDER_UNHEALTHY' },
    { keyId: second, ago: 20 * minute, modelId: 'small', firstToken: 50 },
    { keyId: first, ago: 2 * minute, code: 'RATE_LIMITED' },
    { keyId: first, ago: 2 * minute, code: 'VALIDATION_FAILED' },
    { keyId: first, ago: 3 * minute, isLeft: true },
    { keyId: first, ago: 2 * hour, firstToken: 9000 },
  ];
  for (const ended of past.toReversed()) add(ended);
  const [primed] = start().board();
  const [seen] = live(past).board();
  expect(primed?.figures).toEqual({
    requests: 7,
    failures: 1,
    errorRate: 1 / 7,
    firstTokenP50: 200,
    firstTokenP95: 900,
  });
  for (const part of ['figures', 'cells'] as const) expect(primed?.[part]).toEqual(seen?.[part]);
  expect(primed?.keys.map(({ figures }) => figures)).toEqual(seen?.keys.map(({ figures }) => figures));
});

// Catches: a request that was never sent, held against whoever it was for.
test('who was not asked at all did not fail', () => {
  const { first, add, start } = setUp(1);
  add({ keyId: null, ago: minute, code: 'PROVIDER_UNHEALTHY', reason: 'breaker-open' });
  add({ keyId: null, ago: minute, code: 'INVALID_API_KEY' });
  expect(start().board()[0]?.figures.requests).toBe(0);
  add({ keyId: first, ago: minute, code: 'INVALID_API_KEY' });
  expect(start().board()[0]?.figures).toMatchObject({ requests: 1, failures: 1 });
});

// Catches: a key that no check can prove, unknown again after each start although it answered; one that is well because
// another secret was, or because it was before it failed; health of longer ago than a day.
test('who did well when asked last is well, where no check says otherwise', () => {
  const { one, first, second, clock, add, start } = setUp(5);
  const [, , third, fourth, fifth] = one.credentials;
  add({ keyId: first, ago: 20 * hour });
  add({ keyId: second, ago: 3 * hour });
  add({ keyId: second, ago: 2 * hour, code: 'INVALID_API_KEY' });
  add({ keyId: third?.id ?? null, ago: 25 * hour });
  add({ keyId: fourth?.id ?? null, ago: 3 * hour, modelId: 'small' });
  // The one that began first ended last.
  add({ keyId: fifth?.id ?? null, ago: 5 * minute, took: 20 * minute, code: 'INVALID_API_KEY' });
  add({ keyId: fifth?.id ?? null, ago: 10 * minute });
  add({ keyId: first, ago: 9 * minute, code: 'PROVIDER_TIMEOUT' });
  if (fourth) fourth.rotatedAt = clock.now() - 2 * hour;
  const [row] = start().board();
  expect(row?.keys.map(({ status }) => status)).toEqual(['Healthy', 'Unknown', 'Unknown', 'Unknown', 'Unknown']);
  expect([row?.status, row?.details.apiConnectivity]).toEqual(['Healthy', 'Healthy']);
  expect(row?.models).toMatchObject([{ modelId: 'large', status: 'Unknown', figures: { failures: 2 } }]);
});

// Catches: a host that knows nothing of yesterday, on the board or in the choice of the fastest.
test('over a restart', { timeout: 30_000 }, async () => {
  const home = temporaryFolder();
  const upstream = await openTestUpstream({ apiKey: 'sk-right-one-0000000000' });
  const before = await openTestHost(home);
  const { client, cookie } = await windowOf(before);
  const { id: providerId } = await client.call('providers.create', {
    kind: 'openai-compatible',
    name: 'Upstream',
    settings: { baseUrl: upstream.url },
    apiKey: 'sk-right-one-0000000000',
  });
  const latency = async (window: typeof client): Promise<unknown> =>
    (await window.call('routing.try', { model: 'Upstream/steady' })).plan?.attempts[0]?.estimate.latency;
  expect(await latency(client)).toBeNull();
  const response = await fetch(`${before.address}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'Upstream/steady', messages: [{ role: 'user', content: 'Which?' }], stream: true }),
  });
  expect((await response.text()).endsWith('data: [DONE]\n\n')).toBe(true);
  await before.close();

  const after = await openTestHost(home);
  const { client: again } = await windowOf(after, cookie);
  const row = (await again.call('health.board', {})).find((one) => one.providerId === providerId);
  expect(row).toMatchObject({
    status: 'Healthy',
    lastCheckAt: null,
    figures: { requests: 1, failures: 0, firstTokenP50: expect.any(Number) },
    keys: [{ status: 'Healthy' }],
    models: [{ modelId: 'steady', status: 'Healthy' }],
  });
  expect(await latency(again)).toEqual(expect.any(Number));
});
