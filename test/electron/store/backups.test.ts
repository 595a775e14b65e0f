import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { newId } from '../../../electron/lib/id.ts';
import type { Store } from '../../../electron/store/open-store.ts';
import type { ConversationId } from '../../../shared/model/ids.ts';
import { openTestStore, temporaryFolder } from '../../helpers/test-store.ts';

const day = 24 * 60 * 60 * 1000;
const noon = Date.UTC(2026, 10, 21, 12);
const titles = (store: Store) => store.conversations.list().map(({ title }) => title);
const add = (store: Store, title: string) =>
  void store.conversations.create({ id: newId<ConversationId>(), title, now: noon });
const coded = (code: string) => expect.objectContaining({ code });

// Catches: backups that fill the disk, or a daily backup taken at each start.
test('the newest seven are kept, and one is made only when the last is old', async () => {
  let time = noon;
  const store = openTestStore({ now: () => time });
  for (let index = 0; index < 9; index += 1) {
    expect(await store.backupIfOlderThan(day)).toMatchObject({ createdAt: time });
    time += day / 2;
    expect(await store.backupIfOlderThan(day)).toBeUndefined();
    time += day / 2 + 1;
  }
  const { backups } = store.status();
  expect(backups.map(({ createdAt }) => createdAt)).toEqual(
    Array.from({ length: 7 }, (_, index) => noon + (8 - index) * (day + 1)),
  );
  expect(backups[0]?.name).toBe('switchyard-2026-11-29T12-00-00-008Z.sqlite');
});

// Catches: a backup that misses what is still in the log, or that stops the work while it runs.
test('a backup holds all that was committed, and work goes on meanwhile', async () => {
  const folder = temporaryFolder();
  const store = openTestStore({ folder });
  store.transaction(() => {
    for (let index = 0; index < 2000; index += 1) add(store, `${index} ${'x'.repeat(500)}`);
  });
  mkdirSync(join(folder, 'backups'));
  writeFileSync(join(folder, 'backups', 'left-by-a-kill.sqlite.part'), '');
  const first = store.backup();
  const second = store.backup();
  add(store, 'meanwhile');
  expect(await second).toBe(await first);
  const { name, size } = await first;
  expect(readdirSync(join(folder, 'backups'))).toEqual([name]);
  const copy = new Database(join(folder, 'backups', name));
  expect(copy.prepare('SELECT count(*) FROM conversation').pluck().get()).toBeGreaterThanOrEqual(2000);
  expect(size).toBeGreaterThan(1_000_000);
  copy.close();
});

// Catches: closing that leaves half a backup, hangs on one, or ends in an unhandled rejection.
test('closing ends a running backup, and none is begun after it', async () => {
  const folder = temporaryFolder();
  const store = openTestStore({ folder });
  store.transaction(() => {
    for (let index = 0; index < 2000; index += 1) add(store, `${index} ${'x'.repeat(500)}`);
  });
  const running = store.backup().catch((error: unknown) => error);
  await store.close();
  expect(await running).toMatchObject({ code: 'DISCONNECTED' });
  await expect(store.backup()).rejects.toThrow(/closing/);
  expect(readdirSync(join(folder, 'backups'))).toEqual([]);
});

// Catches: a restore that loses the database it replaces, or that happens under a running host.
test('a restored backup takes the place of the database at the next start', async () => {
  const folder = temporaryFolder();
  const store = openTestStore({ folder });
  add(store, 'early');
  const { name } = await store.backup();
  add(store, 'late');
  await store.stageRestore(name);
  expect(titles(store).sort()).toEqual(['early', 'late']);
  await store.close();

  const restored = openTestStore({ folder });
  expect(titles(restored)).toEqual(['early']);
  expect(restored.status().backups.map((backup) => backup.name)).toEqual([name]);
  await restored.close();
  const [replaced] = readdirSync(join(folder, 'replaced'));
  const old = new Database(join(folder, 'replaced', replaced ?? ''));
  expect(old.prepare('SELECT count(*) FROM conversation').pluck().get()).toBe(2);
  old.close();
  expect(titles(openTestStore({ folder }))).toEqual(['early']);
});

// Catches: a restore that signs everybody out, or brings a revoked management key back to life.
test('a restore leaves sessions and the management key as they are now', async () => {
  const folder = temporaryFolder();
  const store = openTestStore({ folder });
  store.sessions.insert('signed-out', 1);
  store.managementKey.put({ keyHash: 'revoked', createdAt: 1 });
  const { name } = await store.backup();
  store.sessions.deleteUnusedSince(2);
  store.sessions.insert('signed-in', 3);
  store.managementKey.put({ keyHash: 'present', createdAt: 4 });
  await store.stageRestore(name);
  store.sessions.insert('signed-in-later', 5);
  await store.close();
  // A start that was killed had carried over what there was then.
  const staged = new Database(join(folder, 'switchyard.sqlite.restore'));
  staged.exec("INSERT INTO session VALUES ('signed-in', 3, 3); UPDATE management_key SET key_hash = 'earlier'");
  staged.close();

  const restored = openTestStore({ folder });
  const has = (hash: string) => restored.sessions.has(hash, 0);
  expect(['signed-out', 'signed-in', 'signed-in-later'].map(has)).toEqual([false, true, true]);
  expect(restored.managementKey.get()).toEqual({ keyHash: 'present', createdAt: 4 });
});

// Catches: the rescue after damage offering a backup of the empty database that was begun since, that backup ending the
// offer, and the key of programs lost on the way.
test('after damage the backup from before it is offered, and brings its management key back', async () => {
  const folder = temporaryFolder();
  const day = 24 * 60 * 60 * 1000;
  let time = Date.UTC(2026, 0, 1);
  const open = () => openTestStore({ folder, now: () => time });
  const store = open();
  add(store, 'early');
  store.managementKey.put({ keyHash: 'in use', createdAt: 1 });
  const { name } = await store.backup();
  await store.close();
  time += 2 * day;
  writeFileSync(join(folder, 'switchyard.sqlite'), Buffer.alloc(8192, 0xee));

  const fresh = open();
  time += 2 * day;
  expect(await fresh.backupIfOlderThan(day)).toBeUndefined();
  const useless = await fresh.backup();
  expect(fresh.status().setAside?.backup?.name).toBe(name);
  await fresh.stageRestore(useless.name);
  await fresh.close();
  const empty = open();
  expect(empty.status().setAside?.backup?.name).toBe(name);
  await empty.stageRestore(name);
  await empty.close();

  const restored = open();
  expect(titles(restored)).toEqual(['early']);
  expect(restored.managementKey.get()).toEqual({ keyHash: 'in use', createdAt: 1 });
  expect(restored.status().setAside).toBeNull();
});

// Catches: a revoked key coming back because there is nothing left to say that it was revoked; a start that fails.
test('without a readable database a restore brings neither sessions nor key', async () => {
  const folder = temporaryFolder();
  const store = openTestStore({ folder });
  add(store, 'early');
  store.sessions.insert('old', 1);
  store.managementKey.put({ keyHash: 'revoked', createdAt: 1 });
  await store.stageRestore((await store.backup()).name);
  await store.close();
  const rubbish = Buffer.alloc(8192, 0xee);
  writeFileSync(join(folder, 'switchyard.sqlite'), rubbish);
  const restored = openTestStore({ folder });
  expect(titles(restored)).toEqual(['early']);
  expect(restored.sessions.has('old', 0)).toBe(false);
  expect(restored.managementKey.get()).toBeUndefined();
  const [replaced] = readdirSync(join(folder, 'replaced'));
  expect(readFileSync(join(folder, 'replaced', replaced ?? '')).equals(rubbish)).toBe(true);
});

// Catches: backups of the new, empty database pushing out those that hold everything, before anybody saw the offer.
test('what was saved before a damage stays until somebody has decided about it', async () => {
  const folder = temporaryFolder();
  let time = noon;
  const now = () => (time += day);
  const store = openTestStore({ folder, now });
  for (let index = 0; index < 7; index += 1) await store.backup();
  const good = store.status().backups.map(({ name }) => name);
  await store.close();
  writeFileSync(join(folder, 'switchyard.sqlite'), 'no database');

  const fresh = openTestStore({ folder, now });
  for (let index = 0; index < 9; index += 1) await fresh.backup();
  const names = () => fresh.status().backups.map(({ name }) => name);
  expect(names()).toHaveLength(14);
  expect(names().slice(7)).toEqual(good);
  fresh.dismissDamage();
  await fresh.backup();
  expect(names()).toHaveLength(7);
  expect(names().filter((name) => good.includes(name))).toEqual([]);
});

// Catches: two restores over each other, the second one in place of the first.
test('only one restore waits for the next start', async () => {
  const folder = temporaryFolder();
  const store = openTestStore({ folder });
  const { name } = await store.backup();
  const both = await Promise.allSettled([store.stageRestore(name), store.stageRestore(name)]);
  expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  await expect(store.stageRestore(name)).rejects.toThrow(coded('CONFLICT'));
  await store.close();
  await openTestStore({ folder }).stageRestore(name);
});

// Catches: a path in the name reaching outside, a backup of no use replacing a good database.
test('only a sound backup from the list can be staged', async () => {
  const folder = temporaryFolder();
  const store = openTestStore({ folder });
  const { name } = await store.backup();
  const backups = join(folder, 'backups');
  for (const bad of ['../switchyard.sqlite', 'other.sqlite', `./${name}`, '']) {
    await expect(store.stageRestore(bad)).rejects.toThrow(coded('NOT_FOUND'));
  }
  const newer = new Database(join(backups, name));
  newer.pragma('user_version = 700');
  newer.close();
  await expect(store.stageRestore(name)).rejects.toThrow(coded('STORE_TOO_NEW'));
  truncateSync(join(backups, name), 8192);
  await expect(store.stageRestore(name)).rejects.toThrow(coded('BACKUP_DAMAGED'));
  writeFileSync(join(backups, name), '');
  await expect(store.stageRestore(name)).rejects.toThrow(coded('BACKUP_DAMAGED'));
  expect(readdirSync(folder).filter((file) => file.includes('restore'))).toEqual([]);
});

// Catches: a crash in the middle of a restore leaving no database, or the old log beside the new one.
test.each([
  ['before anything was moved', []],
  ['after the log was moved', ['-wal', '-shm']],
  ['after all was moved', ['-wal', '-shm', '']],
])('a restore cut %s is finished by the next start', async (_, moved) => {
  const folder = temporaryFolder();
  const killed = temporaryFolder();
  const store = openTestStore({ folder });
  add(store, 'early');
  const { name } = await store.backup();
  add(store, 'late');
  await store.stageRestore(name);
  for (const file of readdirSync(folder).filter((entry) => entry.startsWith('switchyard.sqlite'))) {
    writeFileSync(join(killed, file), readFileSync(join(folder, file)));
  }
  mkdirSync(join(killed, 'replaced'));
  for (const ending of moved) {
    renameSync(join(killed, `switchyard.sqlite${ending}`), join(killed, 'replaced', `x-switchyard.sqlite${ending}`));
  }
  const restored = openTestStore({ folder: killed });
  expect(titles(restored)).toEqual(['early']);
  expect(existsSync(join(killed, 'switchyard.sqlite.restore'))).toBe(false);
});
