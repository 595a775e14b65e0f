// Catches: an engine whose death takes the host, an answer or the next question with it, a process that outlives its
// host, and a model that may take the host down again and again.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { enginePids, zombies } from './processes.ts';
import {
  ask,
  endOf,
  firstText,
  load,
  type ModelHost,
  makeHome,
  openHostIn,
  openModelHost,
  send,
  sentence,
} from './setup.ts';

// Processes with a real engine in them, on machines that may be busy.
vi.setConfig({ testTimeout: 120_000 });

const { pid } = process;

async function openIsolated(): Promise<ModelHost> {
  const host = await openModelHost({ models: { talker: 'talker' }, settings: { engineIsolation: 'own-process' } });
  onTestFinished(host.close);
  return host;
}

// Processes are looked up where Linux lists them.
describe.skipIf(process.platform !== 'linux')('in a process of its own', () => {
  test('an answer, kill -9 in the middle of the next, and the one after that', async () => {
    const { client, closeHost } = await openIsolated();
    expect((await ask(client, 'talker', 'hello')).text).toBe(sentence);
    const [first] = enginePids();
    expect(first).toBeDefined();
    expect(await client.call('local-models.get', { name: 'talker' })).toMatchObject({
      loaded: { ownProcess: 'setting' },
    });

    const answer = await send(client, 'talker', 'forever');
    const seen = await firstText(client, answer.id);
    process.kill(first ?? 0, 'SIGKILL');
    const killed = await endOf(client, answer.id);
    expect(killed).toMatchObject({ state: 'failed', failure: { code: 'ENGINE_LOST', retryable: true } });
    expect(killed.text.startsWith(seen)).toBe(true);
    expect(killed.text).toMatch(/^Over/);
    expect(process.pid).toBe(pid);

    expect((await ask(client, 'talker', 'hello')).text).toBe(sentence);
    const [second, ...others] = enginePids();
    expect(second).not.toBe(first);
    expect(others).toEqual([]);
    await closeHost();
    expect(enginePids()).toEqual([]);
    expect(zombies()).toEqual([]);
  });

  test('a process that dies while nobody asks it anything: its model is on disk again, and comes back', async () => {
    const { client } = await openIsolated();
    await load(client, 'talker');
    const changed = new Promise<void>((resolve) => client.on('local-models.changed', () => resolve()));
    process.kill(enginePids()[0] ?? 0, 'SIGKILL');
    await changed;
    expect(await client.call('local-models.get', { name: 'talker' })).toMatchObject({ state: 'on-disk', loaded: null });
    expect((await ask(client, 'talker', 'hello')).text).toBe(sentence);
  });

  test('stopping an answer leaves the process as it is', async () => {
    const { client } = await openIsolated();
    const answer = await send(client, 'talker', 'forever');
    await firstText(client, answer.id);
    const [before] = enginePids();
    expect(await client.call('chat.stop', { messageId: answer.id })).toMatchObject({ state: 'stopped' });
    expect((await ask(client, 'talker', 'hello')).text).toBe(sentence);
    expect(enginePids()).toEqual([before]);
  });
});

// Vite, because the store imports its SQL as text. What Node was started with is not for the children of the child.
const loader = `import { runnerImport } from 'vite';
process.execArgv.length = 0;
await runnerImport(process.argv[1], { configFile: false, logLevel: 'error' });`;

test('a host that was killed by a load: from then on that model has a process of its own', async () => {
  const { home } = await makeHome({ models: { talker: 'talker', other: 'talker' } });
  const program = join(import.meta.dirname, 'killed-loader.ts');
  const child = spawn(process.execPath, ['--input-type=module', '-e', loader, program, home, 'talker'], {
    stdio: 'inherit',
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  expect(await new Promise((resolve) => child.once('close', (_code, by) => resolve(by)))).toBe('SIGKILL');

  const { client, close } = await openHostIn(home);
  onTestFinished(close);
  expect((await ask(client, 'talker', 'hello')).text).toBe(sentence);
  expect((await ask(client, 'other', 'hello')).text).toBe(sentence);
  const ownProcess = async (name: string) => (await client.call('local-models.get', { name })).loaded?.ownProcess;
  expect([await ownProcess('talker'), await ownProcess('other')]).toEqual(['crashed-before', null]);

  await client.call('local-models.unload', { name: 'talker', force: false });
  await client.call('local-models.forget-failure', { name: 'talker' });
  expect((await ask(client, 'talker', 'hello')).text).toBe(sentence);
  expect(await ownProcess('talker')).toBeNull();
});
