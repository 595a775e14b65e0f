import { expect, test } from 'vitest';
import { createEvents } from '../../../../electron/api/events.ts';
import { storageHandlers } from '../../../../electron/api/handlers/storage.ts';
import { createRouter } from '../../../../electron/api/router.ts';
import { appContract } from '../../../../shared/contract/app.ts';
import { openTestStore, silentLog } from '../../../helpers/test-store.ts';

const { 'storage.status': status, 'storage.backup': backup, 'storage.restore': restore } = appContract;
const contract = { 'storage.status': status, 'storage.backup': backup, 'storage.restore': restore };
const meta = { actor: 'window', signal: new AbortController().signal } as const;

// Catches: a restart without anything to restore, which would end running answers for nothing.
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
  expect(await router.call('storage.restore', { name: backups[0]?.name }, meta)).toEqual({ ok: true, data: {} });
  expect(restarts).toBe(1);
  expect(await router.call('storage.status', {}, meta)).toMatchObject({ ok: true, data: { backups } });
});
