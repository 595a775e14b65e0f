// Catches: an engine that lives on, with its memory, when its host was killed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';

// Processes, on machines that may be busy.
vi.setConfig({ testTimeout: 90_000 });

test.each([
  ['answers', 'ok'],
  ['hangs', 'hang-in-load'],
])('an engine that %s ends with its host', async (_, behaviour) => {
  const host = spawn(process.execPath, [join(import.meta.dirname, 'orphan-host.ts'), behaviour], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void host.kill('SIGKILL'));
  const [line] = (await once(host.stdout, 'data')) as [Buffer];
  const pid = Number.parseInt(String(line), 10);
  onTestFinished(() => {
    if (isRunning(pid)) process.kill(pid, 'SIGKILL');
  });
  expect(isRunning(pid)).toBe(true);
  host.kill('SIGKILL');
  await vi.waitFor(() => expect(isRunning(pid)).toBe(false), { timeout: 20_000, interval: 100 });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // Dead, but not yet fetched by whoever inherited it.
  return process.platform !== 'linux' || !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
}
