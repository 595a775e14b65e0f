import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEvents } from '../../../../electron/api/events.ts';
import { engineVersion } from '../../../../electron/local/engine/version.ts';
import { createLocal, type LocalService } from '../../../../electron/local/local.ts';
import { createCrashRecords } from '../../../../electron/local/process/crash-records.ts';
import { forkWithNode } from '../../../../electron/local/process/engine-process.ts';
import { fileState } from '../../../../electron/local/process/fingerprint.ts';
import { openStore, type Store } from '../../../../electron/store/open-store.ts';
import type { Client } from '../../../../shared/contract/client.ts';
import type { AppContract } from '../../../../shared/contract/contract.ts';
import type { Message } from '../../../../shared/model/conversation.ts';
import type { ConversationId, MessageId } from '../../../../shared/model/ids.ts';
import type { LoadChoices } from '../../../../shared/model/load-settings.ts';
import type { LocalModel } from '../../../../shared/model/local-model.ts';
import { localProviderId } from '../../../../shared/model/local-provider.ts';
import { type Settings, settingsSchema } from '../../../../shared/model/settings.ts';
import { type TestModelName, testModel } from '../../../helpers/models/test-model.ts';
import { silentLog } from '../../../helpers/test-store.ts';
import { openHost, type TestHost, type TestWindow, windowOf } from '../../host/setup.ts';

export const sentence = 'Hello! I am a tiny hand-made model, and this sentence is always the same.';

/** Small and with one thread: two that wait for each other on a busy machine are fifty times slower. */
export const small: LoadChoices = { backend: 'cpu', contextSize: 1024, slots: 2, threads: 1 };

/** File names without their ending, and what is in them. */
type Models = Record<string, TestModelName>;

export interface HomeOptions {
  models: Models;
  settings?: Partial<Settings>;
  /** What is chosen for each of the models. Default: `small`. */
  choices?: LoadChoices;
  /** The models have been loaded here before. Default: true, which saves the first load in a process of its own. */
  areKnown?: boolean;
}

/** A home folder with models in it. The caller deletes it. */
export async function makeHome({ models, settings = {}, choices = small, areKnown = true }: HomeOptions) {
  const home = mkdtempSync(join(tmpdir(), 'switchyard-whole-'));
  const folder = join(home, 'models');
  mkdirSync(folder);
  writeFileSync(
    join(home, 'settings.json'),
    JSON.stringify({ findForeignModels: false, keepAlive: null, ...settings }),
  );
  const store = openStore({ folder: home, log: silentLog });
  for (const [name, kind] of Object.entries(models)) {
    const path = join(folder, `${name}.gguf`);
    copyFileSync(await testModel(kind), path);
    store.localModels.set(name, { choices, isPinned: false });
    if (areKnown) await markKnown(store, path);
  }
  await store.close();
  return { home, folder };
}

/** As if the file had been loaded here before. */
export async function markKnown(store: Pick<Store, 'engineRecords'>, path: string): Promise<void> {
  const { fingerprint } = await fileState(path);
  createCrashRecords(store.engineRecords, { engineVersion }).savePassed(fingerprint, 'cpu');
}

export interface ModelHost {
  home: string;
  /** The app's own folder of models. */
  folder: string;
  host: TestHost;
  client: TestWindow['client'];
  /** A second window, signed in as the first. */
  openWindow(): Promise<TestWindow>;
  /** The host only; closing it twice is once. */
  closeHost(): Promise<void>;
  close(): Promise<void>;
}

/** The real host over a home with models, and a window on it. The caller closes it. */
export async function openModelHost(options: HomeOptions): Promise<ModelHost> {
  const { home, folder } = await makeHome(options);
  return { folder, ...(await openHostIn(home)) };
}

export async function openHostIn(home: string): Promise<Omit<ModelHost, 'folder'>> {
  const host = await openHost(home);
  const window = await windowOf(host);
  await window.client.call('local-models.refresh', {});
  let closing: Promise<void> | undefined;
  const closeHost = (): Promise<void> => {
    closing ??= host.close();
    return closing;
  };
  return {
    home,
    host,
    client: window.client,
    openWindow: () => windowOf(host, window.cookie),
    closeHost,
    async close() {
      await window.close();
      await closeHost();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

type AppClient = Client<AppContract>;

export const targetOf = (modelId: string) => ({ providerId: localProviderId, modelId });

/** Asks a model as a person does. Gives the answer that has just begun. */
export async function send(
  client: AppClient,
  modelId: string,
  text: string,
  conversationId?: ConversationId,
): Promise<Message> {
  const where = conversationId === undefined ? {} : { conversationId };
  const { answer } = await client.call('chat.send', { text, target: targetOf(modelId), ...where });
  return answer;
}

export const endOf = (client: AppClient, messageId: MessageId): Promise<Message> =>
  client.open('chat.follow', { messageId }).end;

/** The whole answer, as it is in the end. */
export async function ask(client: AppClient, modelId: string, text: string, conversationId?: ConversationId) {
  const { id } = await send(client, modelId, text, conversationId);
  return endOf(client, id);
}

/** Resolves when the answer has begun to be seen, with what was seen. */
export async function firstText(client: AppClient, messageId: MessageId): Promise<string> {
  for await (const { text } of client.open('chat.follow', { messageId })) return text;
  throw new Error('The answer ended before there was any of it.');
}

export const load = (client: AppClient, name: string, ignoreMemory = false) =>
  client.open('local-models.load', { name, ignoreMemory }).end;

/** The model once it is as wished: looked at now, and whenever something changed. */
export function untilModel(
  client: AppClient,
  name: string,
  isSo: (model: LocalModel | undefined) => boolean,
): Promise<LocalModel | undefined> {
  return new Promise((resolve, reject) => {
    const look = async (): Promise<void> => {
      const model = (await client.call('local-models.list', {})).find((one) => one.name === name);
      if (!isSo(model)) return;
      stop();
      resolve(model);
    };
    const stop = client.on('local-models.changed', () => void look().catch(reject));
    look().catch(reject);
  });
}

const engineEntry = join(import.meta.dirname, '../../../../electron/local/process/child.ts');

export interface OpenLocal {
  local: LocalService;
  close(): Promise<void>;
}

/** The local host by itself, over a real store: for what a window cannot ask. */
export async function openLocal(options: HomeOptions): Promise<OpenLocal> {
  const { home, folder } = await makeHome(options);
  const store = openStore({ folder: home, log: silentLog });
  const settings = settingsSchema.parse({ findForeignModels: false, ...options.settings });
  const local = createLocal({
    store,
    settings: () => settings,
    events: createEvents<AppContract>(),
    log: silentLog,
    modelsFolder: folder,
    environment: { HOME: home, USERPROFILE: home },
    fork: forkWithNode(engineEntry),
  });
  return {
    local,
    async close() {
      await local.close();
      await store.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
