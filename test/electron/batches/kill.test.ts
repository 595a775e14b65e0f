import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openTestStore, temporaryFolder } from '../../helpers/test-store.ts';
import { type CountingUpstream, openTestUpstream } from './counting-upstream.ts';
import { readResults, requestLines } from './setup.ts';

// Vite, because the store imports its SQL as text.
const loader = "import { runnerImport } from 'vite'; await runnerImport(process.argv[1], { configFile: false });";
const program = join(import.meta.dirname, 'killed-batches.ts');
const count = 120;

/** Resolves with what ended the process: a signal, or null where it ended by itself. */
function startHost(...parameters: string[]) {
  const child = spawn(process.execPath, ['--input-type=module', '-e', loader, program, ...parameters], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const exit = new Promise<NodeJS.Signals | null>((resolve) => child.once('close', (_code, by) => resolve(by)));
  return { exit, kill: () => child.kill('SIGKILL') };
}

/** Starts it again and again, and kills it when so many were received; the last one may come to its end. */
async function runWithKills(
  folder: string,
  { upstream, onUncertain }: { upstream: CountingUpstream; onUncertain: string },
) {
  const file = join(folder, 'lines.jsonl');
  writeFileSync(file, requestLines(count, { wait: 30 }));
  for (const received of [15, 45, 80]) {
    const host = startHost(folder, upstream.url, file, onUncertain);
    while (upstream.received.length < received) await new Promise((resolve) => setTimeout(resolve, 2));
    host.kill();
    expect(await host.exit).toBe('SIGKILL');
  }
  expect(await startHost(folder, upstream.url, file, onUncertain).exit).toBeNull();
  const [batch] = openTestStore({ folder }).batches.list();
  if (!batch) throw new Error('the batch is gone');
  const done = readResults(folder, batch.id, 'output');
  const failed = batch.errorsSize === null ? [] : readResults(folder, batch.id, 'errors');
  return { batch, done, failed };
}

const all = Array.from({ length: count }, (_, at) => `request-${at + 1}`).sort();

// Catches: a request that is paid for twice because the host was killed, and one that is in no file, or in two.
test('three times kill -9: no request is sent twice, all are accounted for once', { timeout: 120_000 }, async () => {
  const upstream = await openTestUpstream();
  const { batch, done, failed } = await runWithKills(temporaryFolder(), { upstream, onUncertain: 'fail' });
  const received = upstream.received.map(({ line }) => line);
  expect(new Set(received).size).toBe(received.length);
  expect([...done, ...failed].map(({ custom_id: id }) => id).sort()).toEqual(all);
  expect(
    done.every(({ custom_id: id, response }) => JSON.stringify(response?.body).includes(`"answer to ${id}"`)),
  ).toBe(true);
  // Four at once, three times.
  expect(failed.length).toBeGreaterThan(0);
  expect(failed.length).toBeLessThanOrEqual(12);
  expect(failed.every(({ error }) => error?.code === 'uncertain')).toBe(true);
  expect(batch).toMatchObject({ status: 'completed', counts: { total: count, completed: done.length } });
});

// Catches: a batch that was told to ask again and loses requests all the same, or asks more than those again.
test('with ask-again every request is answered, and only what was under way is sent twice', {
  timeout: 120_000,
}, async () => {
  const upstream = await openTestUpstream();
  const { batch, done } = await runWithKills(temporaryFolder(), { upstream, onUncertain: 'ask-again' });
  expect(done.map(({ custom_id: id }) => id).sort()).toEqual(all);
  expect(batch).toMatchObject({ status: 'completed', counts: { completed: count, failed: 0 } });
  expect(upstream.received.length - count).toBeLessThanOrEqual(12);
  expect(upstream.received.length).toBeGreaterThan(count);
});
