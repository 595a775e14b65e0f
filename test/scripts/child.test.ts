// Catches: a start script that leaves the host behind, ends it twice, or hides how it ended.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, expect, test } from 'vitest';

const library = JSON.stringify(join(import.meta.dirname, '../../scripts/lib/child.mjs'));
const running: ChildProcess[] = [];

/** A Node that becomes another Node, which runs `code`. */
function becoming(code: string) {
  const outer = `
    const { become } = await import(${library});
    process.exitCode = await become(process.execPath, ['-e', ${JSON.stringify(code)}]);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', outer], { stdio: ['ignore', 'pipe', 'ignore'] });
  running.push(child);
  const lines: string[] = [];
  createInterface(child.stdout).on('line', (line) => lines.push(line));
  return { child, lines, exit: once(child, 'exit') };
}

afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});

test('the exit code is handed on', async () => {
  const { exit } = becoming('process.exit(7)');
  expect(await exit).toEqual([7, null]);
});

test('a command that dies of a signal is no success', async () => {
  const { exit } = becoming("process.kill(process.pid, 'SIGKILL')");
  expect(await exit).toEqual([137, null]);
});

test.each(['SIGINT', 'SIGTERM'] as const)('%s reaches the command exactly once', async (signal) => {
  const { child, lines, exit } = becoming(`
    let count = 0;
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {
      console.log(signal, ++count);
      setTimeout(() => process.exit(0), 100);
    });
    setInterval(() => {}, 1000);
    console.log('ready');`);
  await expect.poll(() => lines).toContain('ready');
  child.kill(signal);
  child.kill(signal);
  expect(await exit).toEqual([0, null]);
  expect(lines).toEqual(['ready', `${signal} 1`]);
});
