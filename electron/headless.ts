// The entry without a window: the same host, serving the same window to a browser on this machine.
import './lib/thread-pool.ts';
import { join } from 'node:path';
import Conf from 'conf';
import { AppError } from '../shared/errors/app-error.ts';
import { createHost, type Host } from './host/create-host.ts';
import { readPort } from './host/environment.ts';
import { homeFolder } from './host/home.ts';
import { appVersion } from './host/version.ts';
import { watchProcess } from './host/watch-process.ts';
import { forkWithNode } from './local/process/engine-process.ts';

const devOrigin = process.env['ELECTRON_RENDERER_URL'];
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
type RunningHost = Pick<Host, 'port' | 'close'>;

async function open(port = readPort(process.env)): Promise<RunningHost> {
  let isAnnounced = false;
  let isRestarting = false;
  let windowUrl = '';
  const host = await createHost({
    shell: 'headless',
    home: homeFolder(process.env),
    version: appVersion,
    port,
    openSettingsFile: ({ folder, name }) => new Conf<Record<string, unknown>>({ cwd: folder, configName: name }),
    browserWindow: {
      rendererFolder: devOrigin ? undefined : join(import.meta.dirname, '../renderer'),
      devOrigin,
      onUrl(url) {
        windowUrl = url;
        if (isAnnounced) console.log(`Open another window at ${url}`);
      },
    },
    forkEngine: forkWithNode(join(import.meta.dirname, 'engine.js')),
    restart() {
      if (isRestarting) return;
      isRestarting = true;
      // The answer to the call that asked for it goes out first.
      setImmediate(restart);
    },
    logToTerminal: process.stderr.isTTY,
    environment: process.env,
  });
  const unwatch = watchProcess(host);
  isAnnounced = true;
  console.log(`Switchyard is listening at ${host.address}`);
  console.log(`Open ${windowUrl}`);
  return { port: host.port, close: () => host.close().finally(unwatch) };
}

/** On the same port, so that the windows that are open find it again. */
function restart(): void {
  running = running.then(async (host) => {
    await host.close();
    return open(host.port);
  });
  running.catch(fail);
}

function fail(error: unknown): never {
  // A start that fails says what to do, not where in the code it happened.
  console.error(error instanceof AppError ? `${error.message} (${error.code})` : error);
  process.exit(1);
}

/** A second signal finds no listener any more, and ends the process at once. */
function stop(): void {
  for (const signal of signals) process.removeAllListeners(signal);
  running.then((host) => host.close()).then(() => process.exit(0), fail);
}

let running = open();
for (const signal of signals) process.on(signal, stop);
await running.catch(fail);
