// Catches: an engine that behaves otherwise in a process of its own than in the host's.
import { copyFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, onTestFinished, test, vi } from 'vitest';
import { openModel } from '../../../../electron/local/engine/load.ts';
import { closeRuntimes } from '../../../../electron/local/engine/runtime.ts';
import { type EngineProcess, forkWithNode } from '../../../../electron/local/process/engine-process.ts';
import { openInOwnProcess } from '../../../../electron/local/process/own-process.ts';
import { testModel } from '../../../helpers/models/test-model.ts';
import { silentLog, temporaryFolder } from '../../../helpers/test-store.ts';
import { ask, hooks, never, plainText, specFor } from './setup.ts';
import { engineSuite } from './suite.ts';

const fork = forkWithNode(join(import.meta.dirname, '../../../../electron/local/process/child.ts'));

// Processes with a real engine in them, on machines that may be busy.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });
afterAll(closeRuntimes);

engineSuite("in the host's process", openModel);
engineSuite('in a process of its own', openInOwnProcess({ fork, log: silentLog }));

test('the real engine killed in mid-answer: a typed error, the host stays, and the next load works', async () => {
  const { pid } = process;
  let engine: EngineProcess | undefined;
  const open = openInOwnProcess({ fork: (options) => (engine = fork(options)), log: silentLog });
  const spec = specFor(await testModel('talker'));
  const model = await open(spec, hooks());
  const steps = model.generate(ask('forever'), never());
  await steps.next();
  process.kill(engine?.pid ?? 0, 'SIGKILL');
  const rest = async () => {
    for (let step = await steps.next(); !step.done; ) step = await steps.next();
  };
  await expect(rest()).rejects.toMatchObject({ code: 'ENGINE_LOST', retryable: true, details: { signal: 'SIGKILL' } });
  const again = await open(spec, hooks());
  onTestFinished(() => again.close());
  expect(await again.generate(ask('hello'), never()).next()).toMatchObject({ done: false });
  expect(process.pid).toBe(pid);
});

test.skipIf(process.platform === 'win32')(
  'a file that is cut while it is in use costs its process, and says so',
  async () => {
    const path = join(temporaryFolder(), 'cut.gguf');
    copyFileSync(await testModel('random-small'), path);
    const model = await openInOwnProcess({ fork, log: silentLog })(specFor(path), hooks());
    onTestFinished(() => model.close());
    truncateSync(path, 4096);
    await expect(model.generate(plainText('Hi'), never()).next()).rejects.toMatchObject({
      code: 'ENGINE_LOST',
      details: { reason: 'the file changed while it was in use, or the disk failed' },
    });
  },
);
