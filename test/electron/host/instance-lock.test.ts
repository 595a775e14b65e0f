import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { lockInstance } from '../../../electron/host/instance-lock.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { temporaryFolder } from '../../helpers/test-store.ts';

const source = resolve(import.meta.dirname, '../../../electron/host/instance-lock.ts');

/** Another process that holds the lock of a home until it is killed. */
async function holder(home: string) {
  const script = `
    const { lockInstance } = await import(process.argv[1]);
    lockInstance(process.argv[2]).publish({ address: 'http://127.0.0.1:4747', pid: process.pid });
    console.log('held');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, source, home], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  expect(String(said)).toContain('held');
  return child;
}

function refusal(home: string): AppError {
  try {
    lockInstance(home).release();
  } catch (error) {
    if (error instanceof AppError) return error;
  }
  throw new Error('the second instance was let in');
}

// Catches: a lock that stays after a crash (a pid file), or one that does not hold between processes.
test('another process is refused until the first one is killed', async () => {
  const home = temporaryFolder();
  const child = await holder(home);
  const error = refusal(home);
  expect(error).toMatchObject({
    code: 'ALREADY_RUNNING',
    details: { address: 'http://127.0.0.1:4747', pid: child.pid },
  });
  expect(error.message).toContain('http://127.0.0.1:4747');

  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
  const lock = lockInstance(home);
  // The facts of the killed one are not told any more.
  expect(refusal(home).details).toBeUndefined();
  lock.release();
});

// Catches: two hosts in one process over one home (a restart that overlaps), and a lock that cannot be taken twice.
test('it holds within one process too, and can be taken again after its release', () => {
  const home = temporaryFolder();
  const first = lockInstance(home);
  first.publish({ address: 'http://127.0.0.1:1', pid: 1 });
  expect(refusal(home)).toMatchObject({ code: 'ALREADY_RUNNING', details: { pid: 1 } });
  const elsewhere = lockInstance(temporaryFolder());
  first.release();
  first.release();
  const second = lockInstance(home);
  expect(readdirSync(home)).toEqual(['instance.lock']);
  second.release();
  elsewhere.release();
});

// Catches: a damaged lock file or a half written note keeping the app from ever starting.
test('rubbish in its files does not matter', () => {
  const home = temporaryFolder();
  writeFileSync(join(home, 'instance.lock'), 'rubbish '.repeat(200));
  writeFileSync(join(home, 'instance.json'), '{"address": 5');
  const lock = lockInstance(home);
  writeFileSync(join(home, 'instance.json'), '{"address": 5');
  expect(refusal(home).details).toBeUndefined();
  lock.release();
});
