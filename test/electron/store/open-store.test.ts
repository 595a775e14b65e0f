import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { newId } from '../../../electron/lib/id.ts';
import { connect } from '../../../electron/store/connection.ts';
import { migrations } from '../../../electron/store/migrations/index.ts';
import { openStore, type Store } from '../../../electron/store/open-store.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { ConversationId } from '../../../shared/model/ids.ts';
import { openTestStore, runningAnswer, silentLog, temporaryFolder } from '../../helpers/test-store.ts';

const databaseIn = (folder: string) => join(folder, 'switchyard.sqlite');
const titles = (store: Store) => store.conversations.list().map(({ title }) => title);
const add = (store: Store, title: string) => {
  const id = newId<ConversationId>();
  store.conversations.create({ id, title, now: 1 });
  return id;
};
const coded = (code: string) => expect.objectContaining({ code });

async function closedStoreWith(folder: string, title: string): Promise<void> {
  const store = openTestStore({ folder });
  add(store, title);
  await store.close();
}

// Catches: handles left open after close (which on Windows would also block a restore's renames).
test('a closed store leaves one file and can be opened again', async () => {
  const folder = temporaryFolder();
  await closedStoreWith(folder, 'kept');
  expect(readdirSync(folder)).toEqual(['switchyard.sqlite']);
  const again = openTestStore({ folder });
  expect(titles(again)).toEqual(['kept']);
  expect(again.status()).toMatchObject({ home: folder, backups: [], setAside: null });
  expect(again.status().size).toBeGreaterThan(0);
});

// Catches: a half migration, and a migration without a copy of what was there before.
test('a migration is preceded by a backup and is undone as a whole when it fails', async () => {
  const folder = temporaryFolder();
  await closedStoreWith(folder, 'before');
  const second = { name: '0002-more', sql: 'CREATE TABLE extra (id INTEGER PRIMARY KEY) STRICT;' };
  const third = { name: '0003-broken', sql: 'CREATE TABLE half (id INTEGER) STRICT; DROP TABLE missing;' };
  expect(() => openStore({ folder, log: silentLog, migrations: [...migrations, second, third] })).toThrow(/missing/);
  const same = openTestStore({ folder });
  expect(titles(same)).toEqual(['before']);
  expect(same.status().backups).toHaveLength(1);
  await same.close();

  const newer = openTestStore({ folder, migrations: [...migrations, second] });
  expect(titles(newer)).toEqual(['before']);
  const [backup] = newer.status().backups;
  const copy = new Database(join(folder, 'backups', backup?.name ?? ''));
  expect(copy.pragma('user_version', { simple: true })).toBe(migrations.length);
  copy.close();
});

// Catches: a migration that leaves rows pointing nowhere.
test('a migration that breaks a reference is refused', async () => {
  const folder = temporaryFolder();
  const store = openTestStore({ folder });
  store.messages.insert(runningAnswer(add(store, 'parent')));
  await store.close();
  const careless = { name: '0002-careless', sql: 'DELETE FROM conversation;' };
  expect(() => openStore({ folder, log: silentLog, migrations: [...migrations, careless] })).toThrow(coded('INTERNAL'));
  expect(titles(openTestStore({ folder }))).toEqual(['parent']);
});

// Catches: an older version writing into tables it does not know.
test.each(['after a clean stop', 'after a kill'])('a database of a newer version is left as it is, %s', async (how) => {
  const folder = temporaryFolder();
  await closedStoreWith(folder, 'from the future');
  const future = new Database(databaseIn(folder));
  future.pragma('journal_mode = WAL');
  future.pragma('user_version = 99');
  const log = readFileSync(`${databaseIn(folder)}-wal`);
  future.close();
  if (how === 'after a kill') {
    // The version stands in the log only.
    const header = readFileSync(databaseIn(folder));
    header.writeUInt32BE(1, 60);
    writeFileSync(databaseIn(folder), header);
    writeFileSync(`${databaseIn(folder)}-wal`, log);
  }
  const before = readFileSync(databaseIn(folder));
  const open = () => openStore({ folder, log: silentLog });
  expect(open).toThrow(coded('STORE_TOO_NEW'));
  expect(open).toThrow(
    new RegExp(`its version is 99, this one knows up to ${migrations.length}\\). Nothing was changed. Start the newer`),
  );
  expect(readFileSync(databaseIn(folder)).equals(before)).toBe(true);
  expect(existsSync(join(folder, 'backups'))).toBe(false);
});

const damages: Record<string, (file: string) => void> = {
  'is not a database': (file) => writeFileSync(file, 'I am a text, and a rather short one. '.repeat(400)),
  'lost its end': (file) => truncateSync(file, statSync(file).size - 4096),
  'has a broken list of tables': (file) => {
    const bytes = readFileSync(file);
    bytes.fill(0xff, 100, 4096);
    writeFileSync(file, bytes);
  },
};

// Catches: an app that cannot start any more, or that deletes what could have been rescued.
test.each(Object.keys(damages))('a database that %s is set aside and the store starts', async (damage) => {
  const folder = temporaryFolder();
  const store = openTestStore({ folder });
  add(store, 'in the backup');
  const { name } = await store.backup();
  await store.close();
  damages[damage]?.(databaseIn(folder));
  const damaged = readFileSync(databaseIn(folder));

  const fresh = openTestStore({ folder });
  expect(titles(fresh)).toEqual([]);
  add(fresh, 'new');
  const { setAside, backups } = fresh.status();
  expect(readFileSync(setAside?.path ?? '').equals(damaged)).toBe(true);
  expect(backups.map((backup) => backup.name)).toEqual([name]);
  await fresh.close();
  // It is offered until somebody has decided about it.
  const later = openTestStore({ folder });
  expect(titles(later)).toEqual(['new']);
  expect(later.status().setAside?.path).toBe(setAside?.path);
  later.dismissDamage();
  expect(later.status().setAside).toBeNull();
  await later.close();
  expect(openTestStore({ folder }).status().setAside).toBeNull();
  expect(readFileSync(setAside?.path ?? '').equals(damaged)).toBe(true);
});

// Catches: a lost database taken for a first start, with no word of the backups that hold everything.
test.each(['empty', 'gone'])('a database that is %s although there are backups is offered a backup', async (how) => {
  const folder = temporaryFolder();
  const store = openTestStore({ folder });
  add(store, 'in the backup');
  const { name } = await store.backup();
  await store.close();
  if (how === 'empty') truncateSync(databaseIn(folder));
  else rmSync(databaseIn(folder));

  const fresh = openTestStore({ folder });
  const { setAside } = fresh.status();
  expect(statSync(setAside?.path ?? '').size).toBe(0);
  await fresh.close();
  // Cut short right after the set-aside: that is no second loss.
  rmSync(databaseIn(folder));
  const later = openTestStore({ folder });
  expect(later.status().setAside?.path).toBe(setAside?.path);
  await later.stageRestore(name);
  await later.close();
  const restored = openTestStore({ folder });
  expect(titles(restored)).toEqual(['in the backup']);
  expect(restored.status().setAside).toBeNull();
  expect(existsSync(setAside?.path ?? '')).toBe(true);
});

/** Overwrites the first page of a table or index. Gives the file as it is then. */
function damagePageOf(folder: string, name: string): Buffer {
  const client = new Database(databaseIn(folder));
  const page = client.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(name) as number;
  client.close();
  const bytes = readFileSync(databaseIn(folder));
  bytes.fill(0xee, (page - 1) * 4096, page * 4096);
  writeFileSync(databaseIn(folder), bytes);
  return bytes;
}

// Catches: damage met by what each start does first, which ends that start instead of setting the file aside.
test('damage met while the start prepares sets the database aside in the same start', async () => {
  const folder = temporaryFolder();
  await closedStoreWith(folder, 'old');
  // After a clean stop only whoever reads it meets it.
  const bytes = damagePageOf(folder, 'message_streaming');
  let runs = 0;
  const prepare = ({ messages }: Pick<Store, 'messages'>) => {
    runs += 1;
    messages.interruptStreaming();
  };
  const store = openTestStore({ folder, prepare });
  expect(runs).toBe(2);
  expect(titles(store)).toEqual([]);
  expect(readFileSync(store.status().setAside?.path ?? '').equals(bytes)).toBe(true);
  expect(existsSync(join(folder, 'switchyard.sqlite.check'))).toBe(false);
});

// Catches: any failure of the preparation taken for damage, and the database left open by it.
test('another failure while the start prepares ends the start and changes nothing', async () => {
  const folder = temporaryFolder();
  await closedStoreWith(folder, 'kept');
  const prepare = () => {
    throw new AppError('STORE_DAMAGED', 'A row cannot be read.');
  };
  expect(() => openStore({ folder, log: silentLog, prepare })).toThrow('A row cannot be read.');
  expect(readdirSync(folder)).toEqual(['switchyard.sqlite']);
  expect(titles(openTestStore({ folder }))).toEqual(['kept']);
});

// Catches: somebody else's file being migrated, set aside or answered with a stack.
test.each([0, 1])('a database of another program (version %i) is refused and left as it is', (version) => {
  const folder = temporaryFolder();
  const other = new Database(databaseIn(folder));
  other.exec('CREATE TABLE notes (text TEXT)');
  other.pragma(`user_version = ${version}`);
  other.close();
  const before = readFileSync(databaseIn(folder));
  expect(() => openStore({ folder, log: silentLog })).toThrow(coded('STORE_FOREIGN'));
  expect(() => openStore({ folder, log: silentLog })).toThrow(databaseIn(folder));
  expect(readFileSync(databaseIn(folder)).equals(before)).toBe(true);
  expect(readdirSync(folder)).toEqual(['switchyard.sqlite']);
});

// Catches: a first start that was killed before its tables were there, refused for ever as somebody else's file.
test('a database without tables is a first start', () => {
  const folder = temporaryFolder();
  const empty = new Database(databaseIn(folder));
  empty.pragma('journal_mode = WAL');
  empty.close();
  expect(statSync(databaseIn(folder)).size).toBeGreaterThan(0);
  expect(titles(openTestStore({ folder }))).toEqual([]);
});

// Catches: another program's lock freezing everything for seconds, and then called an inner error.
test('a locked database is a clear error that is worth another try', () => {
  const folder = temporaryFolder();
  const store = openTestStore({ folder });
  const other = new Database(databaseIn(folder));
  onTestFinished(() => void other.close());
  other.exec('BEGIN IMMEDIATE');
  expect(() => add(store, 'refused')).toThrow(
    expect.objectContaining({ code: 'STORAGE_BUSY', retryable: true, status: 503 }),
  );
  other.exec('ROLLBACK');
  add(store, 'taken');
  expect(titles(store)).toEqual(['taken']);
});

// Catches: a commit that waits for the disk each time, or a busy timeout that freezes the host.
test('a connection is set up as it is meant', () => {
  const { client } = connect({ file: databaseIn(temporaryFolder()) });
  const ask = (name: string) => client.pragma(name, { simple: true });
  expect(['journal_mode', 'synchronous', 'foreign_keys', 'busy_timeout'].map(ask)).toEqual(['wal', 1, 1, 1000]);
  client.close();
});

// Catches: damage in the middle of a file, met at work only, that stays for ever because each start looks fine.
test('damage met at work makes the next start look at every page', async () => {
  const folder = temporaryFolder();
  const store = openTestStore({ folder });
  store.transaction(() => {
    for (let index = 0; index < 300; index += 1) add(store, `${index} ${'x'.repeat(200)}`);
  });
  await store.close();
  damagePageOf(folder, 'conversation');

  const damaged = openTestStore({ folder });
  expect(damaged.status().setAside).toBeNull();
  expect(() => damaged.conversations.list()).toThrow(coded('STORE_DAMAGED'));
  await damaged.close();
  const fresh = openTestStore({ folder });
  expect(fresh.status().setAside?.path).toMatch(/damaged/);
  expect(titles(fresh)).toEqual([]);
});

// Catches: an unclean stop after which damage goes unnoticed; and a log left behind that belongs to the damaged file.
test('after a kill every page is looked at, and the log goes with its database', async () => {
  const folder = temporaryFolder();
  await closedStoreWith(folder, 'old');
  const bytes = readFileSync(databaseIn(folder));
  bytes.fill(0xee, 4096 * 3);
  writeFileSync(databaseIn(folder), bytes);
  writeFileSync(`${databaseIn(folder)}-wal`, 'left by a kill');
  const store = openTestStore({ folder });
  const { setAside } = store.status();
  expect(readFileSync(`${setAside?.path}-wal`, 'utf8')).toBe('left by a kill');
  expect(titles(store)).toEqual([]);
});

// Catches: what was written before a kill being lost.
test('what a killed process had written is there', async () => {
  const folder = temporaryFolder();
  const killed = temporaryFolder();
  const store = openTestStore({ folder });
  add(store, 'written');
  for (const name of readdirSync(folder)) writeFileSync(join(killed, name), readFileSync(join(folder, name)));
  expect(readdirSync(killed)).toContain('switchyard.sqlite-wal');
  expect(titles(openTestStore({ folder: killed }))).toEqual(['written']);
});

// Catches: a full disk reported as an inner error, or leaving half a transaction or an unusable store.
test('a full disk is a clear error and loses nothing that was there', () => {
  const store = openTestStore({ maxPages: 110 });
  const conversation = add(store, 'small');
  const answer = runningAnswer(conversation);
  store.messages.insert(answer);
  store.messages.appendChunks(answer.id, [{ kind: 'text', text: 'kept' }]);
  const big = 'x'.repeat(500_000);
  expect(() => store.messages.appendChunks(answer.id, [{ kind: 'text', text: big }])).toThrow(coded('STORAGE_FULL'));
  expect(() =>
    store.transaction(() => {
      add(store, 'half');
      add(store, big);
    }),
  ).toThrow(/disk is full.*Free some space/);
  expect(titles(store)).toEqual(['small']);
  expect(store.messages.settle(answer.id, { state: 'interrupted', failure: null, facts: null }).text).toBe('kept');
});

// Catches: a place nothing can be written to ending in a stack trace.
test('a database that cannot be opened names the remedy', () => {
  const folder = temporaryFolder();
  mkdirSync(databaseIn(folder));
  expect(() => openStore({ folder, log: silentLog })).toThrow(coded('STORAGE_UNWRITABLE'));
  writeFileSync(join(folder, 'file'), '');
  const inFile = () => openStore({ folder: join(folder, 'file', 'deeper'), log: silentLog });
  expect(inFile).toThrow(/folder is writable, or set SWITCHYARD_HOME/);
});

// Catches: an inner failure leaving the outer transaction half done, or the other way round.
test('transactions nest, and repositories take part in them', () => {
  const store = openTestStore();
  store.transaction(() => {
    add(store, 'outer');
    expect(() =>
      store.transaction(() => {
        add(store, 'inner');
        throw new Error('no');
      }),
    ).toThrow('no');
  });
  expect(titles(store)).toEqual(['outer']);
});
