import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test, vi } from 'vitest';
import { newId } from '../../../electron/lib/id.ts';
import type { ConversationId } from '../../../shared/model/ids.ts';
import { openTestStore, runningAnswer, temporaryFolder } from '../../helpers/test-store.ts';
import { openHost, openTestHost, windowOf } from './setup.ts';

const day = 24 * 60 * 60 * 1000;
const linesOf = (home: string) =>
  readFileSync(join(home, 'logs', 'switchyard.log'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
const modeOf = (path: string) => statSync(path).mode & 0o777;

// Catches: an answer that streams for ever after a crash, and a deleted conversation that is kept for ever.
test('a start ends what the last host left running, and purges what was deleted long ago', async () => {
  const home = temporaryFolder();
  const store = openTestStore({ folder: home });
  const [kept, fresh, old] = [newId<ConversationId>(), newId<ConversationId>(), newId<ConversationId>()];
  for (const id of [kept, fresh, old]) store.conversations.create({ id, title: 'title', now: 1 });
  store.conversations.softDelete(fresh, Date.now() - 29 * day);
  store.conversations.softDelete(old, Date.now() - 31 * day);
  const answer = runningAnswer(kept);
  store.messages.insert(answer);
  store.messages.appendChunks(answer.id, [{ kind: 'text', text: 'so far' }]);
  await store.close();

  const host = await openTestHost(home);
  const { client } = await windowOf(host);
  const { messages } = await client.call('conversations.get', { conversationId: kept });
  expect(messages).toMatchObject([{ state: 'interrupted', text: 'so far' }]);
  await host.close();
  expect(linesOf(home).find(({ messageIds }) => messageIds)).toMatchObject({ messageIds: [answer.id] });
  const later = openTestStore({ folder: home });
  expect([fresh, old].map((id) => later.conversations.restore(id)?.id)).toEqual([fresh, undefined]);
});

// Catches: damage met by the first thing a start does, which ended that start with a stack.
test('a database whose running answers cannot be read is set aside by the start that meets it', async () => {
  const home = temporaryFolder();
  const store = openTestStore({ folder: home });
  store.conversations.create({ id: newId<ConversationId>(), title: 'title', now: 1 });
  await store.close();
  const file = join(home, 'switchyard.sqlite');
  const client = new Database(file);
  const rootOf = client.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'message_streaming'").pluck();
  const page = rootOf.get() as number;
  client.close();
  writeFileSync(file, readFileSync(file).fill(0xee, (page - 1) * 4096, page * 4096));

  const host = await openTestHost(home);
  const window = await windowOf(host);
  expect((await window.client.call('storage.status', {})).setAside?.path).toMatch(/damaged/);
  expect(await window.client.call('conversations.list', {})).toEqual([]);
});

// Catches: settings that are shown and not followed: the port, the largest body, the log level.
test('the settings of port, body limit and log level are followed', async () => {
  const home = temporaryFolder();
  const port = await freePort();
  writeFileSync(join(home, 'settings.json'), JSON.stringify({ port, bodyLimit: 1, logLevel: 'warn' }));
  const host = await openTestHost(home, { port: undefined });
  expect([host.port, host.address]).toEqual([port, `http://127.0.0.1:${port}`]);
  const { client } = await windowOf(host);
  const { key } = await client.call('management-key.create', {});
  const response = await fetch(`${host.address}/api/storage/backups`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ padding: 'x'.repeat(2 ** 20) }),
  });
  expect(response.status).toBe(413);
  await expect(openHost(temporaryFolder(), { port })).rejects.toMatchObject({ code: 'PORT_TAKEN' });

  expect([host.log.level, host.log.isLevelEnabled('debug')]).toEqual(['warn', false]);
  const heard = new Promise((resolve) => client.on('settings.changed', resolve));
  await client.call('settings.update', { logLevel: 'debug' });
  expect(await heard).toMatchObject({ logLevel: 'debug', port });
  expect(host.log.level).toBe('debug');
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

// Catches: a backup taken at each start, or none.
test('a start takes the daily backup, the next start takes none', async () => {
  const home = temporaryFolder();
  const backups = () => readdirSync(join(home, 'backups')).filter((name) => name.endsWith('.sqlite'));
  const first = await openTestHost(home);
  await vi.waitFor(() => expect(backups()).toHaveLength(1));
  await first.close();
  const second = await openTestHost(home);
  const { client } = await windowOf(second);
  expect((await client.call('storage.status', {})).backups.map(({ name }) => name)).toEqual(backups());
  expect(backups()).toHaveLength(1);
});

// Catches: chats, keys and logs that other users of the machine can read.
test.skipIf(process.platform === 'win32')('what is kept is for its owner only', async () => {
  const home = temporaryFolder();
  const before = process.umask(0o022);
  onTestFinished(() => void process.umask(before));
  const host = await openTestHost(home);
  await vi.waitFor(() => expect(readdirSync(join(home, 'backups'))).toHaveLength(1));
  expect(modeOf(join(home, 'switchyard.sqlite'))).toBe(0o600);
  expect(modeOf(join(home, 'instance.json'))).toBe(0o600);
  await host.close();
  expect(modeOf(join(home, 'logs', 'switchyard.log'))).toBe(0o600);
  for (const folder of ['logs', 'backups']) expect(modeOf(join(home, folder)) & 0o077).toBe(0);
});

// Catches: a second start that says no more than "already running".
test('a second host over the same home is told where the first one is', async () => {
  const home = temporaryFolder();
  const host = await openTestHost(home);
  await expect(openHost(home)).rejects.toMatchObject({
    code: 'ALREADY_RUNNING',
    message: expect.stringContaining(host.address),
    details: { address: host.address, pid: process.pid },
  });
});

// Catches: something in the way in the home ending in a bare stack, with the lock on the home left behind.
test('whatever is in the way in the home is named with the remedy', async () => {
  const home = temporaryFolder();
  writeFileSync(join(home, 'logs'), 'a file');
  await expect(openHost(home)).rejects.toMatchObject({
    code: 'STORAGE_UNWRITABLE',
    message: expect.stringMatching(/logs.*SWITCHYARD_HOME/),
  });
  const other = temporaryFolder();
  mkdirSync(join(other, 'instance.json'));
  for (let start = 0; start < 2; start += 1) {
    await expect(openHost(other)).rejects.toMatchObject({ code: 'STORAGE_UNWRITABLE' });
  }
});

// Catches: a restore that signs the window out that asked for it.
test('a window stays signed in over a restore, and gets what the backup has', async () => {
  const home = temporaryFolder();
  let restarts = 0;
  const restart = () => void (restarts += 1);
  const host = await openTestHost(home, { restart });
  const window = await windowOf(host);
  const { key } = await window.client.call('management-key.create', {});
  const [backup] = (await window.client.call('storage.backup', {})).backups;
  await window.client.call('management-key.delete', {});
  await window.client.call('storage.restore', { name: backup?.name ?? '' });
  expect(restarts).toBe(1);
  await host.close();

  const again = await openTestHost(home);
  const later = await windowOf(again, window.cookie);
  expect(await later.client.call('management-key.status', {})).toMatchObject({ isSet: false });
  const response = await fetch(`${again.address}/api/app`, { headers: { authorization: `Bearer ${key}` } });
  expect(response.status).toBe(401);
});
