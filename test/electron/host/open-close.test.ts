// Catches: a host that leaves something open when it closes: a socket, a file, a timer, the lock on its home folder.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHost } from '../../../electron/host/create-host.ts';

let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'switchyard-open-close-'));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const openHost = () =>
  createHost({
    shell: 'headless',
    home,
    version: '0.0.0-test',
    port: 0,
    openSettingsFile: () => ({ store: {} }),
    restart() {},
    browserWindow: { onUrl() {} },
    environment: { ENCRYPTION_MASTER_KEY: 'ab'.repeat(32) },
  });

async function openAndClose(): Promise<void> {
  const host = await openHost();
  const answer = await fetch(`${host.address}/api/openapi.json`);
  expect(answer.status).toBe(200);
  await answer.arrayBuffer();
  await host.close();
}

/** What keeps a process alive: sockets, timers, servers. */
const resources = () => process.getActiveResourcesInfo().toSorted();
const openFiles = () => (process.platform === 'linux' ? readdirSync('/proc/self/fd').length : 0);

test('opening and closing 50 times leaves nothing behind', { timeout: 120_000 }, async () => {
  // The first ones load what is loaded once: modules, the pool of threads, the connection of fetch.
  for (let round = 0; round < 5; round++) await openAndClose();
  const before = { resources: resources().length, files: openFiles() };
  for (let round = 0; round < 50; round++) await openAndClose();
  // The connections of fetch close a moment after the server they were to.
  await expect.poll(() => resources().length, { timeout: 10_000 }).toBeLessThanOrEqual(before.resources);
  await expect.poll(openFiles, { timeout: 10_000 }).toBeLessThanOrEqual(before.files);
});

test('closing gives the home folder free at once, and a second host is refused before', async () => {
  const first = await openHost();
  await expect(openHost()).rejects.toMatchObject({ code: 'ALREADY_RUNNING' });
  await first.close();
  const second = await openHost();
  await second.close();
});
