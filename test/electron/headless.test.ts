import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test, vi } from 'vitest';
import { temporaryFolder } from '../helpers/test-store.ts';
import { openWindow } from './host/setup.ts';

// Vite, because the store imports its SQL as text. SIGUSR2 stands for a mistake nobody caught.
const program = `
  process.on('SIGUSR2', () => { throw new Error('a mistake of ours'); });
  const { runnerImport } = await import('vite');
  await runnerImport(process.argv[1], { configFile: false });`;

/** The real entry in a process of its own. */
async function startHeadless(home: string) {
  const entry = join(import.meta.dirname, '../../electron/headless.ts');
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, entry], {
    env: {
      ...process.env,
      SWITCHYARD_HOME: home,
      SWITCHYARD_PORT: '0',
      ENCRYPTION_MASTER_KEY: 'ab'.repeat(32),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const addresses: string[] = [];
  const urls: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    const address = /^Switchyard is listening at (\S+)/.exec(line)?.[1];
    const url = /^Open .*?(http\S+)/.exec(line)?.[1];
    if (address) addresses.push(address);
    if (url) urls.push(url);
  });
  await vi.waitFor(() => expect(urls).toHaveLength(1), { timeout: 20_000 });
  return { addresses, urls, exit, kill: (signal: NodeJS.Signals) => void child.kill(signal) };
}

// Catches: two restarts over each other ending in ALREADY_RUNNING, and a restart on another port or signed out.
test('two restores at once restart the host once, on the same port', { timeout: 60_000 }, async () => {
  const host = await startHeadless(temporaryFolder());
  const [address = ''] = host.addresses;
  const { client, cookie } = await openWindow({ address, url: host.urls[0] });
  const [backup] = (await client.call('storage.backup', {})).backups;
  const restore = () => client.call('storage.restore', { name: backup?.name ?? '' });
  const answers = await Promise.allSettled([restore(), restore()]);
  expect(answers).toMatchObject([{ status: 'fulfilled' }, { status: 'rejected', reason: { code: 'CONFLICT' } }]);
  await vi.waitFor(() => expect(host.addresses).toEqual([address, address]), { timeout: 20_000 });
  const again = await openWindow({ address, url: undefined }, cookie);
  expect((await again.client.call('storage.status', {})).backups).not.toHaveLength(0);
  host.kill('SIGTERM');
  expect(await host.exit).toBe(0);
});

// Catches: a closed terminal that kills the host in the middle of its work.
test('SIGHUP closes the host in order', { timeout: 60_000 }, async () => {
  const home = temporaryFolder();
  const host = await startHeadless(home);
  host.kill('SIGHUP');
  expect(await host.exit).toBe(0);
});

// Catches: a mistake that ends the host without a word in its log, or with an exit code that says all is well.
test('an error nobody caught is in the log when the process has ended', { timeout: 60_000 }, async () => {
  const home = temporaryFolder();
  const host = await startHeadless(home);
  host.kill('SIGUSR2');
  expect(await host.exit).toBe(1);
  const lines = readFileSync(join(home, 'logs', 'switchyard.log'), 'utf8')
    .trim()
    .split('\n');
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ level: 60, err: { message: 'a mistake of ours' } });
});
