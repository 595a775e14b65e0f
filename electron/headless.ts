// The entry without a window: the same host, serving the same window to a browser on this machine.
import { join } from 'node:path';
import Conf from 'conf';
import { AppError } from '../shared/errors/app-error.ts';
import { createHost, type Host } from './host/create-host.ts';
import { readPort } from './host/environment.ts';
import { homeFolder } from './host/home.ts';
import { appVersion } from './host/version.ts';

const devOrigin = process.env['ELECTRON_RENDERER_URL'];
let host: Host | undefined;

async function open(port = readPort(process.env)): Promise<void> {
  let isAnnounced = false;
  let windowUrl = '';
  host = await createHost({
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
    // The answer to the call that asked for it goes out first.
    restart: () => void setImmediate(() => void restart()),
    logToTerminal: process.stderr.isTTY,
    environment: process.env,
  });
  isAnnounced = true;
  console.log(`Switchyard is listening at ${host.address}`);
  console.log(`Open ${windowUrl}`);
}

/** On the same port, so that the windows that are open find it again. */
async function restart(): Promise<void> {
  const port = host && Number(new URL(host.address).port);
  await host?.close();
  await open(port).catch(fail);
}

function fail(error: unknown): never {
  // A start that fails says what to do, not where in the code it happened.
  console.error(error instanceof AppError ? `${error.message} (${error.code})` : error);
  process.exit(1);
}

/** A second signal finds no listener any more, and ends the process at once. */
function stop(): void {
  process.removeAllListeners('SIGINT').removeAllListeners('SIGTERM');
  void Promise.resolve(host?.close()).then(() => process.exit(0), fail);
}

process.on('SIGINT', stop);
process.on('SIGTERM', stop);
await open().catch(fail);
