// Run as a process of its own by crash.test.ts: a host whose engine aborts as it loads, or at the first token.
import pino from 'pino';
import type { EngineModel, OpenModel } from '../../../../electron/local/engine/engine.ts';
import { createCrashRecords } from '../../../../electron/local/process/crash-records.ts';
import { createOpener } from '../../../../electron/local/process/opener.ts';
import { loadSettings } from '../../../../shared/model/load-settings.ts';
import { fileStore } from './file-store.ts';

const [path = '', folder = '', stage = ''] = process.argv.slice(-3);
const abort = (): never => process.abort();
// As much of a model as gets to be used.
const model = { info: { backend: 'cpu' }, embed: abort } as unknown as EngineModel;
const inProcess: OpenModel = async () => (stage === 'load' ? abort() : model);
const { open } = createOpener({
  start: async () => 'cpu',
  inProcess,
  ownProcess: inProcess,
  probe: async () => ({ ok: true }),
  records: createCrashRecords(fileStore(folder), { engineVersion: '3.21.1' }),
  setting: () => 'auto',
  log: pino({ level: 'silent' }),
});
const { signal } = new AbortController();
const spec = { path, purpose: 'embedding', draftPath: null, ignoreMemoryChecks: false } as const;
const opened = await open(
  { ...spec, settings: loadSettings.parse({ backend: 'cpu' }) },
  { signal, onProgress: () => {} },
);
await opened.embed(['Hi'], signal);
