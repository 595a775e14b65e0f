import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import {
  type FolderWatch,
  type Watcher,
  type WatchFoldersOptions,
  watchFolders,
} from '../../../../electron/local/library/watch-folders.ts';
import { recordingLog, temporaryFolder } from '../../../helpers/test-store.ts';
import { put } from './setup.ts';

function open(options: Partial<WatchFoldersOptions> = {}) {
  const { log, lines } = recordingLog();
  let waiting: (() => void)[] = [];
  const changed: string[] = [];
  const watch = watchFolders({
    log,
    onChange(id) {
      changed.push(id);
      for (const resolve of waiting) resolve();
      waiting = [];
    },
    ...options,
  });
  onTestFinished(() => watch.close());
  return { watch, lines, changed, nextChange: () => new Promise<void>((resolve) => waiting.push(resolve)) };
}

function see(watch: FolderWatch, root: string, folders: readonly string[] = [root]): void {
  const look = watch.look({ id: root, folder: root });
  for (const folder of folders) look.sees(folder);
  look.end();
}

/** A watch whose troubles can be made; the real one cannot be brought to its limits without those of the machine. */
function troubled(code: (folder: string) => string | undefined) {
  const open = new Map<string, { fail(code: string): void; event(name: string | null): void; recursive: boolean }>();
  const watch = (folder: string, recursive: boolean, onEvent: (name: string | null) => void): Watcher => {
    const trouble = code(folder);
    if (trouble) throw Object.assign(new Error(trouble), { code: trouble });
    let onError = (_error: Error) => {};
    open.set(folder, {
      fail: (late) => onError(Object.assign(new Error(late), { code: late })),
      event: onEvent,
      recursive,
    });
    return { on: (_event, listener) => (onError = listener), close: () => void open.delete(folder) };
  };
  return { open, watch };
}

// Catches: files that appear, are renamed or go without anybody noticing.
test('what happens in a folder is told', async () => {
  const root = temporaryFolder();
  const { watch, nextChange, lines } = open();
  see(watch, root);
  const steps: (() => void)[] = [
    () => void put(join(root, 'a.gguf')),
    () => renameSync(join(root, 'a.gguf'), join(root, 'b.gguf')),
    () => mkdirSync(join(root, 'folder')),
    () => rmSync(join(root, 'b.gguf')),
  ];
  for (const step of steps) {
    const change = nextChange();
    step();
    await change;
  }
  expect(lines).toEqual([]);
});

// Catches: a folder that was deleted and made again, still watched under its name and never heard of again.
test.skipIf(process.platform !== 'linux')('a folder in the place of a deleted one is watched anew', async () => {
  const root = temporaryFolder();
  const inner = join(root, 'inner');
  mkdirSync(inner);
  const { watch, nextChange, lines } = open();
  see(watch, root, [root, inner]);
  const gone = nextChange();
  rmSync(inner, { recursive: true });
  await gone;
  mkdirSync(inner);
  // The events of both come before that of the new file, which only a watch of the new folder has.
  for (let turn = 0; turn < 20; turn += 1) {
    see(watch, root, [root, inner]);
    const change = nextChange();
    put(join(inner, `${turn}.gguf`));
    await change;
  }
  expect(lines).toEqual([]);
});

// Catches: watches that stay when their folders are gone, until the system has none left.
test('folders that are not seen any more are let go, and all of them at the end', () => {
  const { open: watched, watch: make } = troubled(() => undefined);
  const { watch } = open({ platform: 'linux', watch: make });
  see(watch, '/m', ['/m', '/m/a', '/m/b']);
  see(watch, '/n');
  see(watch, '/m', ['/m', '/m/b']);
  expect([...watched.keys()]).toEqual(['/m', '/m/b', '/n']);
  watch.forget('/n');
  expect([...watched.keys()]).toEqual(['/m', '/m/b']);
  watch.close();
  expect([...watched.keys()]).toEqual([]);
});

// Catches: a watch for every folder where the system can watch the whole tree.
test.each([
  ['darwin', ['/m']],
  ['win32', ['/m']],
  ['linux', ['/m', '/m/a']],
] as const)('on %s these are watched: %j', (platform, folders) => {
  const { open: watched, watch: make } = troubled(() => undefined);
  const { watch } = open({ platform, watch: make });
  see(watch, '/m', ['/m', '/m/a']);
  expect([...watched.keys()]).toEqual(folders);
  expect([...watched.values()].every(({ recursive }) => recursive === (platform !== 'linux'))).toBe(true);
});

// Catches: a host that ends, or a library that stays as it is, when the system has no watch left.
test.each(['ENOSPC', 'EMFILE', 'ENOTSUP'])(
  '%s: the source is looked at now and then, and that is said once',
  async (code) => {
    const { open: watched, watch: make } = troubled((folder) => (folder === '/m/b' ? code : undefined));
    const { watch, lines, changed, nextChange } = open({ platform: 'linux', watch: make, pollEvery: 5 });
    see(watch, '/m', ['/m', '/m/a', '/m/b', '/m/c']);
    see(watch, '/m', ['/m', '/m/a', '/m/b', '/m/c']);
    see(watch, '/n');
    // The watches it had go to whoever needs them.
    expect([...watched.keys()]).toEqual(['/n']);
    await nextChange();
    await nextChange();
    expect(new Set(changed)).toEqual(new Set(['/m']));
    expect(lines).toEqual([expect.objectContaining({ folder: '/m', reason: code })]);
  },
);

// Catches: an error of a watch, which comes whenever it likes, ending the host as an unhandled one.
test('a watch that fails later is replaced by looking', async () => {
  const { open: watched, watch: make } = troubled(() => undefined);
  const { watch, nextChange, lines } = open({ platform: 'win32', watch: make, pollEvery: 5 });
  see(watch, 'C:\\m');
  watched.get('C:\\m')?.fail('EPERM');
  await nextChange();
  expect(watched.size).toBe(0);
  expect(lines).toHaveLength(1);
});

// Catches: a download that has every folder looked through for each piece that arrives.
test('files that are still being downloaded are not told, unnamed events are', () => {
  const { open: watched, watch: make } = troubled(() => undefined);
  const { watch, changed } = open({ platform: 'darwin', watch: make });
  see(watch, '/m');
  for (const name of ['a.gguf.part', 'models--x/blobs/abc.incomplete', 'blobs/sha256-abc-partial-0'])
    watched.get('/m')?.event(name);
  expect(changed).toEqual([]);
  for (const name of [null, 'a.gguf']) watched.get('/m')?.event(name);
  expect(changed).toEqual(['/m', '/m']);
});

// Catches: so many folders in one source that no other program can watch anything.
test('a source with too many folders is looked at instead', () => {
  const { open: watched, watch: make } = troubled(() => undefined);
  const { watch, lines } = open({ platform: 'linux', watch: make });
  see(
    watch,
    '/m',
    Array.from({ length: 3000 }, (_, index) => `/m/${index}`),
  );
  expect(watched.size).toBe(0);
  expect(lines).toHaveLength(1);
});

// Catches: a folder of another program that is not there yet taken for trouble.
test('a folder that is not there is passed over', () => {
  const { watch, lines } = open();
  see(watch, join(temporaryFolder(), 'missing'));
  expect(lines).toEqual([]);
});

// Catches: watches that outlive the library.
test.skipIf(process.platform !== 'linux')('closing gives all watches back to the system', () => {
  const root = temporaryFolder();
  const before = systemWatches();
  const { watch } = open();
  see(watch, root);
  expect(systemWatches()).toBe(before + 1);
  watch.close();
  expect(systemWatches()).toBe(before);
});

/** What the kernel counts. */
function systemWatches(): number {
  const folder = '/proc/self/fdinfo';
  const texts = readdirSync(folder).map((name) => {
    try {
      return readFileSync(join(folder, name), 'utf8');
    } catch {
      // The one that listed the folder, closed again.
      return '';
    }
  });
  return texts
    .join('\n')
    .split('\n')
    .filter((line) => line.startsWith('inotify ')).length;
}
