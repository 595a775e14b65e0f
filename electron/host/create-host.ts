import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type AppContract, contract } from '../../shared/contract/contract.ts';
import type { AppInfo } from '../../shared/model/app.ts';
import { localProviderId } from '../../shared/model/local-provider.ts';
import { createEvents, type Events } from '../api/events.ts';
import { appHandlers } from '../api/handlers/app.ts';
import { chatHandlers } from '../api/handlers/chat.ts';
import { connectionTestsHandlers } from '../api/handlers/connection-tests.ts';
import { extrasHandlers } from '../api/handlers/extras.ts';
import { localHandlers } from '../api/handlers/local.ts';
import { managementKeyHandlers } from '../api/handlers/management-key.ts';
import { providersHandlers } from '../api/handlers/providers.ts';
import { signInHandlers } from '../api/handlers/sign-in.ts';
import { storageHandlers } from '../api/handlers/storage.ts';
import { transferHandlers } from '../api/handlers/transfer.ts';
import { vaultHandlers } from '../api/handlers/vault.ts';
import { createRouter, type Router } from '../api/router.ts';
import { hashToken } from '../api/token.ts';
import { createChat } from '../chat/chat.ts';
import { createGateway } from '../gateway/gateway.ts';
import { createLog, type Log } from '../lib/log.ts';
import { createLocal } from '../local/local.ts';
import type { ForkEngine } from '../local/process/engine-process.ts';
import { createExtras } from '../providers/extras/extras.ts';
import { createProviders } from '../providers/providers.ts';
import { createTransfer } from '../providers/transfer/transfer.ts';
import { defaultPort, listen } from '../server/listen.ts';
import { createServer } from '../server/server.ts';
import { openStore } from '../store/open-store.ts';
import { openKeychain } from '../vault/keychain.ts';
import { passphraseBox } from '../vault/passphrase-box.ts';
import { openVault } from '../vault/vault.ts';
import { environmentProblems } from './environment.ts';
import { prepareHome, toStartError } from './home.ts';
import { lockInstance } from './instance-lock.ts';
import { recover } from './recover.ts';
import { openSettings, type SettingsFile, type SettingsFileOptions } from './settings.ts';

export interface HostOptions {
  shell: AppInfo['shell'];
  /** Folder of everything that is kept. */
  home: string;
  version: string;
  /** Wins over the setting; 0 means any free port. */
  port?: number | undefined;
  openSettingsFile(options: SettingsFileOptions): SettingsFile;
  /** Starts the engine for local models in a process of its own. */
  forkEngine: ForkEngine;
  /** Ends this host and starts another one over the same home. */
  restart(): void;
  /** The window in a browser; left out under Electron. */
  browserWindow?: {
    /** The built page; left out when a dev server has it. */
    rendererFolder?: string | undefined;
    devOrigin?: string | undefined;
    /** Gets the address that signs a window in, and a new one each time one was used. */
    onUrl(url: string): void;
  };
  /** Also readable log lines on stderr. Default: false. */
  logToTerminal?: boolean;
  environment: NodeJS.ProcessEnv;
}

export interface Host {
  /** Every call, stream and event of the contract: what a window is bound to. */
  api: Router<AppContract>;
  /** `http://127.0.0.1:4747` */
  address: string;
  port: number;
  log: Log;
  /** Resolves when the log is on disk. For a process that ends without closing the host. */
  endLog(): Promise<void>;
  close(): Promise<void>;
}

const backupAge = 24 * 60 * 60 * 1000;

/** Builds the services in order; whatever fails on the way, what was opened before it is closed again. */
export async function createHost(options: HostOptions): Promise<Host> {
  try {
    return await open(options);
  } catch (error) {
    throw toStartError(error);
  }
}

async function open(options: HostOptions): Promise<Host> {
  const { home, environment } = options;
  await using opened = new AsyncDisposableStack();
  // Whatever is made from here on, keys, chats and logs, is the user's alone.
  process.umask(0o077);
  prepareHome(home);
  const instance = lockInstance(home);
  opened.defer(() => instance.release());
  const logFile = createLog({ folder: join(home, 'logs'), terminal: options.logToTerminal ?? false, environment });
  opened.defer(() => logFile.close());
  const { log } = logFile;
  for (const problem of environmentProblems(environment)) log.warn(problem);

  const events: Events<AppContract> = createEvents<AppContract>();
  let onSettings = (): void => {};
  const settings = openSettings({
    home,
    openFile: options.openSettingsFile,
    log,
    onChange(changed) {
      logFile.setLevel(changed.logLevel);
      events.publish('settings.changed', changed);
      onSettings();
    },
  });
  logFile.setLevel(settings.get().logLevel);

  const store = openStore({ folder: home, log, prepare: (repositories) => recover(repositories, { log }) });
  opened.defer(() => store.close());
  const vault = openVault({
    store,
    keychain: () => openKeychain(home),
    environment,
    log,
    onChange: (status) => events.publish('vault.changed', status),
  });
  const providers = createProviders({ store, vault, events, log, environment });
  opened.defer(() => providers.close());
  const transfer = createTransfer({ store, vault, providers, box: passphraseBox, environment });
  const local = createLocal({
    store,
    settings: settings.get,
    events,
    log,
    modelsFolder: join(home, 'models'),
    environment,
    fork: options.forkEngine,
  });
  opened.defer(() => local.close());
  onSettings = local.settingsChanged;
  const extras = createExtras({
    providers,
    connect: async (id, key) => (id === localProviderId ? local.connect() : providers.reach(id, key)),
  });
  const gateway = createGateway({
    connect: async (id, wish) => (id === localProviderId ? local.connect() : providers.connect(id, wish)),
    requests: store.requests,
    log,
  });
  const chat = createChat({ store, gateway, events, log });
  opened.defer(() => chat.close());

  const info: AppInfo = {
    version: options.version,
    shell: options.shell,
    platform: process.platform,
    node: process.version,
    address: '',
    portTaken: null,
    startedWith: settings.get(),
    home,
    logFile: logFile.file,
  };
  const api = createRouter(
    contract,
    {
      ...appHandlers({ info, settings }),
      ...storageHandlers({ store, restart: options.restart }),
      ...managementKeyHandlers({ managementKey: store.managementKey }),
      ...vaultHandlers({ vault }),
      ...providersHandlers({ providers }),
      ...connectionTestsHandlers({ providers }),
      ...signInHandlers({ providers }),
      ...transferHandlers({ transfer }),
      ...extrasHandlers({ extras }),
      ...localHandlers({ local }),
      ...chatHandlers({ chat }),
    },
    { log, events },
  );

  const server = createServer({
    router: api,
    managementKey: store.managementKey,
    log,
    version: options.version,
    bodyLimit: settings.get().bodyLimit * 1024 * 1024,
    browserWindow: options.browserWindow && {
      sessions: store.sessions,
      // Cookies know no ports: two homes in one browser must not sign each other out.
      homeId: hashToken(home).slice(0, 8),
      ...options.browserWindow,
    },
  });
  opened.defer(() => server.close());
  const wanted = options.port ?? settings.get().port;
  const { address, portTaken } = await listen(server, { port: wanted ?? defaultPort, isFixed: wanted !== null });
  Object.assign(info, { address, portTaken });
  instance.publish({ address, pid: process.pid });
  log.info({ address, version: options.version, shell: options.shell }, 'listening');
  providers.startDiscovery();
  void store.backupIfOlderThan(backupAge).catch((error: unknown) => log.warn({ err: error }, 'the backup failed'));

  const resources = opened.move();
  const { port } = server.server.address() as AddressInfo;
  return { api, address, port, log, endLog: () => logFile.close(), close: () => resources.disposeAsync() };
}
