// Run as a process of its own by orphan.test.ts, which kills it: a host with an engine, which prints the engine's id.
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import { forkWithNode } from '../../../../electron/local/process/engine-process.ts';
import { openInOwnProcess } from '../../../../electron/local/process/own-process.ts';
import { loadSettings } from '../../../../shared/model/load-settings.ts';

const [behaviour = ''] = process.argv.slice(-1);
const inner = forkWithNode(join(import.meta.dirname, 'fake-engine.ts'));
let pid: number | undefined;
const open = openInOwnProcess({
  fork(options) {
    const child = inner(options);
    pid = child.pid;
    return child;
  },
  log: pino({ level: 'silent' }),
});
const spec = { path: `/fake/${behaviour}`, purpose: 'chat', draftPath: null, ignoreMemoryChecks: false } as const;
await open(
  { ...spec, settings: loadSettings.parse({}) },
  { signal: new AbortController().signal, onProgress: () => writeSync(1, `${pid}\n`) },
);
