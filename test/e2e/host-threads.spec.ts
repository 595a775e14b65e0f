// Catches: a host with Node's four background threads, in which four busy models stop every file from being read.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from './fixtures.ts';

test('the host has threads enough for models and files', async ({ host }) => {
  const tasks = `/proc/${host.now.pid}/task`;
  test.skip(!existsSync(tasks), 'the threads of a process are only listed on Linux');
  const names = readdirSync(tasks).map((task) => readFileSync(`${tasks}/${task}/comm`, 'utf8').trim());
  expect(names.filter((name) => name === 'libuv-worker')).toHaveLength(16);
});
