// Run as a process of its own by isolation.test.ts: a local host over a home, killed by the first progress of a load.
import { join } from 'node:path';
import pino from 'pino';
import { createLocal } from '../../../../electron/local/local.ts';
import { openStore } from '../../../../electron/store/open-store.ts';
import { settingsSchema } from '../../../../shared/model/settings.ts';

const [home = '', name = ''] = process.argv.slice(-2);
const log = pino({ level: 'silent' });
const local = createLocal({
  store: openStore({ folder: home, log }),
  settings: () => settingsSchema.parse({ findForeignModels: false }),
  events: {
    publish(event) {
      if (event === 'local-models.progress') process.kill(process.pid, 'SIGKILL');
    },
  },
  log,
  modelsFolder: join(home, 'models'),
  environment: { HOME: home, USERPROFILE: home },
  fork() {
    throw new Error('This model is known, and nothing has crashed yet: it needs no process of its own.');
  },
});
for await (const _ of local.load(name, { ignoreMemory: false, signal: new AbortController().signal })) {
}
