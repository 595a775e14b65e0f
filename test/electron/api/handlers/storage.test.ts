import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createEvents } from '../../../../electron/api/events.ts';
import { storageHandlers } from '../../../../electron/api/handlers/storage.ts';
import { createRouter } from '../../../../electron/api/router.ts';
import { appContract } from '../../../../shared/contract/app.ts';
import { openTestStore, silentLog, temporaryFolder } from '../../../helpers/test-store.ts';

const {
  'storage.status': status,
  'storage.backup': backup,
  'storage.restore': restore,
  'storage.dismiss': dismiss,
} = appContract;
const contract = {
  'storage.status': status,
  'storage.backup': backup,
  'storage.restore': restore,
  'storage.dismiss': dismiss,
};
const meta = { actor: 'window', signal: new AbortController().signal } as const;

// Catches: a restart without anything to restore, and two restarts at once.
test('the host restarts only when a backup is ready to take its place', async () => {
  let restarts = 0;
  const handlers = storageHandlers({ store: openTestStore(), restart: () => (restarts += 1) });
  const router = createRouter(contract, handlers, { log: silentLog, events: createEvents() });
  const bad = await router.call('storage.restore', { name: '../switchyard.sqlite' }, meta);
  expect(bad).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
  expect(restarts).toBe(0);
  const made = await router.call('storage.backup', {}, meta);
  expect(made).toMatchObject({ ok: true, data: { setAside: null, backups: [{ name: expect.any(String) }] } });
  const { backups } = (made as { data: { backups: { name: string }[] } }).data;
  const restoring = () => router.call('storage.restore', { name: backups[0]?.name }, meta);
  const answers = await Promise.all([restoring(), restoring()]);
  expect(answers).toEqual([
    { ok: true, data: {} },
    { ok: false, error: expect.objectContaining({ code: 'CONFLICT' }) },
  ]);
  expect(await restoring()).toMatchObject({ ok: false, error: { code: 'CONFLICT' } });
  expect(restarts).toBe(1);
  expect(await router.call('storage.status', {}, meta)).toMatchObject({ ok: true, data: { backups } });
});

// Catches: an offer that cannot be sent away, or that takes the damaged file with it.
test('a dismissed damage is not offered any more, and its file stays', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'switchyard.sqlite'), 'no database');
  const handlers = storageHandlers({ store: openTestStore({ folder }), restart: () => {} });
  const router = createRouter(contract, handlers, { log: silentLog, events: createEvents() });
  const before = (await router.call('storage.status', {}, meta)) as { data: { setAside: { path: string } } };
  expect(readFileSync(before.data.setAside.path, 'utf8')).toBe('no database');
  const after = await router.call('storage.dismiss', {}, meta);
  expect(after).toMatchObject({ ok: true, data: { setAside: null } });
  expect(readFileSync(before.data.setAside.path, 'utf8')).toBe('no database');
});
