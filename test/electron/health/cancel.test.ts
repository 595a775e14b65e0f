import type { ServerResponse } from 'node:http';
import { expect, test, vi } from 'vitest';
import { createChecksStore } from '../../../renderer/features/health/checks-store.ts';
import { temporaryFolder } from '../../helpers/test-store.ts';
import { openTestHost, windowOf } from '../host/setup.ts';
import { startHttp } from '../providers/network/servers.ts';
import { bad, good, newWatched, openTestHealth } from './setup.ts';

const withToken = false;
const patiently = { timeout: 10_000, interval: 20 };

// Catches: a check that goes on for half a minute though nobody waits for it; one that is stopped and counted against the
// provider; one that takes the answer of somebody else with it; a provider that is never checked again.
test('a check stops when all who asked for it have left', async () => {
  const one = newWatched('slow');
  const { health, clock, probes } = openTestHealth({
    watched: [one],
    latency: () => 30_000,
    answer: () => (probes.length === 1 ? bad() : good),
  });
  const leaving = new AbortController();
  const left = health.check(one.id, { withToken, signal: leaving.signal });
  await clock.advance(1000);
  expect(health.board()[0]?.isChecking).toBe(true);
  leaving.abort();
  await expect(left).rejects.toThrow(/aborted/);
  await clock.advance(10);
  expect(health.board()[0]).toMatchObject({ isChecking: false, lastCheckAt: null, status: 'Unknown', failure: null });
  const { nextCheckAt } = health.board()[0] ?? {};
  expect(nextCheckAt).toBeGreaterThan(clock.now());

  const [first, second] = [new AbortController(), new AbortController()];
  const gone = health.check(one.id, { withToken, signal: first.signal });
  const kept = health.check(one.id, { withToken, signal: second.signal });
  await clock.advance(1000);
  first.abort();
  await expect(gone).rejects.toThrow(/aborted/);
  await Promise.all([expect(kept).resolves.toMatchObject({ status: 'Healthy' }), clock.advance(31_000)]);
  expect(probes).toHaveLength(2);
});

// Catches: a provider that is never checked because somebody keeps asking for a check and leaving.
test('a check that everybody left puts no regular one off', async () => {
  const one = newWatched('slow');
  const { health, clock } = openTestHealth({ watched: [one], latency: () => 30_000, answer: () => good });
  const asked = health.check(one.id, { withToken, signal: new AbortController().signal });
  await Promise.all([asked, clock.advance(31_000)]);
  const regular = health.board()[0]?.nextCheckAt;
  expect(regular).toBeGreaterThan(clock.now() + 60_000);
  await clock.advance(60_000);
  const leaving = new AbortController();
  const left = health.check(one.id, { withToken, signal: leaving.signal });
  await clock.advance(1000);
  leaving.abort();
  await expect(left).rejects.toThrow(/aborted/);
  await clock.advance(10);
  expect(health.board()[0]?.nextCheckAt).toBe(regular);
});

// Catches: a cancel in the window that the host never hears of, or a connection to the provider that stays open.
test('the window stops a check, down to the provider', { timeout: 30_000 }, async () => {
  const open: ServerResponse[] = [];
  let closed = 0;
  const server = await startHttp((_request, response) => {
    open.push(response);
    response.on('close', () => closed++);
  });
  const host = await openTestHost(temporaryFolder());
  const { client } = await windowOf(host);
  const { id } = await client.call('providers.create', {
    kind: 'openai-compatible',
    name: 'Stuck',
    settings: { baseUrl: `${server.url}/v1` },
  });
  const checks = createChecksStore(client);
  const checking = checks.getState().check(id);
  await vi.waitFor(() => expect(open.length).toBeGreaterThan(0), patiently);
  expect(checks.getState().running.has(id)).toBe(true);
  checks.getState().cancel(id);
  await checking;
  expect(checks.getState().running.size).toBe(0);
  await vi.waitFor(() => expect(closed).toBe(open.length), patiently);
  const row = (await client.call('health.board', {})).find(({ providerId }) => providerId === id);
  expect(row).toMatchObject({ isChecking: false, lastCheckAt: null, failure: null });
});
