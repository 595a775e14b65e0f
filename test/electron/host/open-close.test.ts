// Catches: a host that leaves something open when it closes: a socket, a file, a timer, a listener, the lock on its home.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startUpstream, type Upstream } from '../../helpers/upstream.ts';
import { openHost, windowOf } from './setup.ts';

let home: string;
let upstream: Upstream;
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'switchyard-open-close-'));
  upstream = await startUpstream();
  const host = await openHost(home);
  const { client, close } = await windowOf(host);
  const settings = { baseUrl: upstream.url };
  await client.call('providers.create', { kind: 'openai-compatible', name: 'Upstream', settings });
  await close();
  await host.close();
});
afterAll(async () => {
  await upstream.close();
  rmSync(home, { recursive: true, force: true });
});

/** A window follows a running answer and another program reads the events; then the host closes under them. */
async function openAndClose(): Promise<void> {
  const host = await openHost(home);
  const window = await windowOf(host);
  const { client } = window;
  const { key } = await client.call('management-key.create', {});
  const events = await fetch(`${host.address}/api/events`, { headers: { authorization: `Bearer ${key}` } });
  expect(events.status).toBe(200);
  const reading = events.text().catch(() => 'cut');

  const [provider] = await client.call('providers.list', {});
  if (!provider) throw new Error('the provider is gone');
  const target = { providerId: provider.id, modelId: 'slow' };
  const { answer } = await client.call('chat.send', { text: 'Count', target });
  const stream = client.open('chat.follow', { messageId: answer.id, textLength: 0, reasoningLength: 0 });
  const end = stream.end.catch((error: unknown) => error);
  for await (const { text } of stream) if (text) break;

  await host.close();
  await Promise.all([end, reading, window.close()]);
}

/** What keeps a process alive: sockets, timers, servers. */
const resources = () => process.getActiveResourcesInfo().length;
const openFiles = () => (process.platform === 'linux' ? readdirSync('/proc/self/fd').length : 0);
const listeners = () => process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0);

const warmUps = 3;
const rounds = 50;

test('opening, working and closing 50 times leaves nothing behind', { timeout: 120_000 }, async () => {
  // The first ones load what is loaded once: modules, the pool of threads, the connection of fetch.
  for (let round = 0; round < warmUps; round++) await openAndClose();
  const before = { resources: resources(), files: openFiles(), listeners: listeners() };
  for (let round = 0; round < rounds; round++) await openAndClose();
  // The connections of fetch close a moment after the server they were to.
  await expect.poll(resources, { timeout: 10_000 }).toBeLessThanOrEqual(before.resources);
  await expect.poll(openFiles, { timeout: 10_000 }).toBeLessThanOrEqual(before.files);
  expect(listeners()).toBe(before.listeners);
  // No answer went on behind the back of a closed host, and each was put away by the host that gave it.
  await expect.poll(() => upstream.aborted).toBe(warmUps + rounds);
  const log = readFileSync(join(home, 'logs', 'switchyard.log'), 'utf8');
  expect(log).not.toContain('answers were interrupted by the last stop');
  expect(log).not.toMatch(/"level":(50|60)/);
});

test('closing gives the home folder free at once, and a second host is refused before', async () => {
  const first = await openHost(home);
  await expect(openHost(home)).rejects.toMatchObject({ code: 'ALREADY_RUNNING' });
  await first.close();
  const second = await openHost(home);
  await second.close();
});
