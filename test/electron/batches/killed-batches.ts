import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import { createBatches } from '../../../electron/batches/batches.ts';
import { openStore } from '../../../electron/store/open-store.ts';
import { newBatch } from '../../../shared/model/batch.ts';
import { askOverHttp } from './ask-over-http.ts';

/** A host of batches, to be killed: goes on with those it finds; the one it is given is sent where there is none. */
const [folder = '', upstream = '', file = '', onUncertain = 'fail'] = process.argv.slice(2);
const log = pino({ level: 'silent' });

const store = openStore({
  folder,
  log,
  prepare: ({ requests }) => void requests.interruptRunning(),
});
const batches = createBatches({
  store,
  folder: join(folder, 'batches'),
  ask: askOverHttp(upstream),
  recorded: store.requests.get,
  onChange() {},
  log,
});
await batches.start();
if (batches.list().length === 0) {
  const { id } = batches.create(newBatch.parse({ name: 'killed.jsonl', onUncertain }));
  await batches.append(id, readFileSync(file));
  await batches.submit(id);
}
setInterval(() => {
  const [batch] = batches.list();
  if (batch?.endedAt) process.exit(0);
}, 20);
