// Catches: an engine that cannot be started, asked, or ended the way Electron does it. Electron itself is not here: its
// utilityProcess is played by Node's fork, and its typings are the real ones.
import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { utilityProcess } from 'electron';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openInOwnProcess } from '../../../../electron/local/process/own-process.ts';
import { forkWithElectron, type UtilityProcesses } from '../../../../electron/local/process/utility-process.ts';
import { silentLog } from '../../../helpers/test-store.ts';
import { ask, hooks, never, specFor } from './setup.ts';

// Processes, on machines that may be busy.
vi.setConfig({ testTimeout: 90_000 });

/** Compiles only while Electron's own fits. */
export const fitting = (real: typeof utilityProcess): UtilityProcesses => real;

const played: UtilityProcesses = {
  fork(entry, args, { execArgv, env, stdio }) {
    const child = fork(entry, args, {
      execArgv: [...execArgv, '--import', join(import.meta.dirname, 'parent-port.ts')],
      env,
      stdio: [...stdio, 'ipc'],
      serialization: 'advanced',
    });
    return {
      pid: child.pid,
      stdout: child.stdout,
      stderr: child.stderr,
      postMessage: (message) => void child.send(message as object, undefined, undefined, () => {}),
      kill: () => child.kill(),
      on: (event, listener) => child.on(event, listener),
      // Electron tells a signal as a code.
      once: (_event, listener) =>
        child.once('exit', (code, signal) => listener(signal === 'SIGKILL' ? 9 : (code ?? 0))),
    };
  },
};

const open = (behaviour: string) =>
  openInOwnProcess({
    fork: forkWithElectron(played, join(import.meta.dirname, 'fake-engine.ts')),
    log: silentLog,
  })(specFor(`/fake/${behaviour}`), hooks());

test('it answers, and closes', async () => {
  const model = await open('ok');
  expect(await model.generate(ask('hello'), never()).next()).toEqual({
    done: false,
    value: { kind: 'text', text: 'hello' },
  });
  await model.close();
});

test('its end is told', async () => {
  const model = await open('endless');
  onTestFinished(() => model.close());
  const lost = vi.fn<(error: Error) => void>();
  model.onLost(lost);
  const answer = model.generate(ask('go'), never());
  await answer.next();
  const [pid] = await model.tokenize('pid', { special: true });
  process.kill(pid ?? 0, 'SIGKILL');
  await expect(answer.next().then(() => answer.next())).rejects.toMatchObject({ code: 'ENGINE_LOST' });
  await vi.waitFor(() => expect(lost).toHaveBeenCalledOnce());
});
