import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type AppContract, contract } from '../../shared/contract/contract.ts';
import type { AppInfo } from '../../shared/model/app.ts';
import type { Notice } from '../../shared/model/health.ts';
import { localProviderId } from '../../shared/model/local-provider.ts';
import { createEvents, type Events } from '../api/events.ts';
import { appHandlers } from '../api/handlers/app.ts';
import { batchesHandlers } from '../api/handlers/batches.ts';
import { chatHandlers } from '../api/handlers/chat.ts';
import { connectionTestsHandlers } from '../api/handlers/connection-tests.ts';
import { extrasHandlers } from '../api/handlers/extras.ts';
import { healthHandlers } from '../api/handlers/health.ts';
import { localHandlers } from '../api/handlers/local.ts';
import { managementKeyHandlers } from '../api/handlers/management-key.ts';
import { providersHandlers } from '../api/handlers/providers.ts';
import { responseCacheHandlers } from '../api/handlers/response-cache.ts';
import { routingHandlers } from '../api/handlers/routing.ts';
import { signInHandlers } from '../api/handlers/sign-in.ts';
import { storageHandlers } from '../api/handlers/storage.ts';
import { transferHandlers } from '../api/handlers/transfer.ts';
import { vaultHandlers } from '../api/handlers/vault.ts';
import { votesHandlers } from '../api/handlers/votes.ts';
import { createRouter, type Router } from '../api/router.ts';
import { hashToken } from '../api/token.ts';
import { createBatches } from '../batches/batches.ts';
import { createChat } from '../chat/chat.ts';
import { createResponseCache } from '../gateway/response-cache.ts';
import { createStanding } from '../gateway/standing.ts';
import { createLog, type Log } from '../lib/log.ts';
import { createLocal } from '../local/local.ts';
import type { ForkEngine } from '../local/process/engine-process.ts';
import { createExtras } from '../providers/extras/extras.ts';
import { createProviders } from '../providers/providers.ts';
import { createTransfer } from '../providers/transfer/transfer.ts';
import { guessTask } from '../routing/task-type.ts';
import { defaultPort, listen } from '../server/listen.ts';
import { createAskLine } from '../server/openai/ask-line.ts';
import { createPlanLine } from '../server/openai/plan-line.ts';
import { createServer } from '../server/server.ts';
import { openStore } from '../store/open-store.ts';
import { openKeychain } from '../vault/keychain.ts';
import { passphraseBox } from '../vault/passphrase-box.ts';
import { openVault } from '../vault/vault.ts';
import { environmentProblems } from './environment.ts';
import { prepareHome, toStartError } from './home.ts';
import { lockInstance } from './instance-lock.ts';
import { createNativeBatches } from './native-batches.ts';
import { openGateway } from './open-gateway.ts';
import { openHealth } from './open-health.ts';
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
  /** Shows a notice of the system; left out where there is no desktop. */
  notify?: (notice: Notice) => void;
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
  const responseCache = createResponseCache({
    store: store.cachedAnswers,
    size: () => settings.get().responseCacheSize * 1024 * 1024,
    log,
  });
  onSettings = () => {
    local.settingsChanged();
    responseCache.trim();
  };
  const standing = createStanding({
    policy: () => ({ failures: settings.get().breakerFailures, openFor: settings.get().breakerRest * 1000 }),
    now: Date.now,
  });
  const health = openHealth({
    store,
    vault,
    events,
    log,
    settings: settings.get,
    providers,
    local,
    notify: options.notify,
    breakersOf: standing.breakersOf,
  });
  opened.defer(() => health.close());
  const extras = createExtras({
    providers,
    connect: async (id, key) => (id === localProviderId ? local.connect() : providers.reach(id, key)),
  });
  const { gateway, routing, quality, load, planner } = openGateway({
    store,
    standing,
    providers,
    local,
    settings: settings.get,
    events,
    cache: responseCache,
    isDown: health.isDown,
    observe: health.observe,
    log,
  });
  const batches = createBatches({
    store,
    folder: join(home, 'batches'),
    ask: createAskLine({ gateway }),
    recorded: store.requests.get,
    native: createNativeBatches({
      plan: createPlanLine({ planner, config: routing.config }),
      providers,
      requests: store.requests,
    }),
    onChange: (batchIds) => events.publish('batches.changed', { batchIds }),
    log,
  });
  opened.defer(() => batches.close());
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
      ...healthHandlers({ health }),
      ...chatHandlers({ chat }),
      ...routingHandlers({ routing }),
      ...batchesHandlers({ batches }),
      ...responseCacheHandlers({ responseCache }),
      ...votesHandlers({
        store,
        guessTask: (text) => guessTask(text).task,
        onChange(changed) {
          quality.forget();
          events.publish('votes.changed', changed);
        },
      }),
    },
    { log, events },
  );

  const server = createServer({
    router: api,
    models: { gateway, routing, load },
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
  health.start();
  await batches.start();
  void store.backupIfOlderThan(backupAge).catch((error: unknown) => log.warn({ err: error }, 'the backup failed'));

  const resources = opened.move();
  const { port } = server.server.address() as AddressInfo;
  return { api, address, port, log, endLog: () => logFile.close(), close: () => resources.disposeAsync() };
}
