import { AppError } from '../../shared/errors/app-error.ts';
import type { LoadChoices } from '../../shared/model/load-settings.ts';
import type {
  EngineStatus,
  LoadedModel,
  LoadPreset,
  LocalModel,
  MemoryEstimate,
} from '../../shared/model/local-model.ts';
import type { LocalOutlook } from '../gateway/gauges.ts';
import { type GatewayMessage, toPrompt } from '../gateway/messages.ts';
import { reporting } from '../lib/hand-over.ts';
import type { ProviderConnection } from '../providers/connect.ts';
import { connectLocal } from './connection.ts';
import type { EngineModel, ModelPurpose } from './engine/engine.ts';
import { startEngineRoom } from './engine-room.ts';
import { toRequest } from './interface/options.ts';
import { localEmbeddingModel, localRerankingModel } from './interface/vector-models.ts';
import type { LibraryEntry } from './library/entry.ts';
import { openModelsOnDisk } from './models-on-disk.ts';
import { createOutlook } from './outlook.ts';
import type { LocalPorts } from './ports.ts';
import { toLocalModel } from './view.ts';

export interface LocalService {
  list(): Promise<LocalModel[]>;
  get(name: string): Promise<LocalModel>;
  refresh(): Promise<LocalModel[]>;
  load(
    name: string,
    options: { ignoreMemory: boolean; signal: AbortSignal },
  ): AsyncGenerator<number, LoadedModel, void>;
  unload(name: string, options: { force: boolean }): Promise<LocalModel>;
  update(change: { name: string; choices?: LoadChoices; isPinned?: boolean }): Promise<LocalModel>;
  estimate(name: string, choices: LoadChoices): Promise<MemoryEstimate>;
  forgetFailure(name: string): Promise<LocalModel>;
  tokenize(
    name: string,
    options: { text: string; special: boolean; signal: AbortSignal },
  ): Promise<{ tokens: number[] }>;
  detokenize(name: string, options: { tokens: number[]; signal: AbortSignal }): Promise<{ text: string }>;
  /** With everything that the model's template puts around the messages. */
  count(
    name: string,
    options: { messages: readonly GatewayMessage[]; signal: AbortSignal },
  ): Promise<{ tokens: number }>;
  embed(
    name: string,
    options: { texts: string[]; signal: AbortSignal },
  ): Promise<{ vectors: number[][]; tokens: number }>;
  rank(
    name: string,
    options: { query: string; documents: string[]; signal: AbortSignal },
  ): Promise<{ scores: number[] }>;
  presets: {
    list(): LoadPreset[];
    save(preset: Pick<LoadPreset, 'name' | 'choices'>): LoadPreset;
    delete(id: LoadPreset['id']): void;
  };
  status(): Promise<EngineStatus>;
  /** For the gateway. */
  connect(): ProviderConnection;
  /** How long a request would wait for a model, and whether it fits into memory. */
  outlook(name: string): Promise<LocalOutlook>;
  /** The least of those that chat and fit, in ms; null where there is none. */
  leastWait(): Promise<number | null>;
  /** Folders, limits or keep-alive times may be others now. */
  settingsChanged(): void;
  close(): Promise<void>;
}

/** The local host: the models on this machine, and the engine that runs them. */
export function createLocal(ports: LocalPorts): LocalService {
  const { store, events } = ports;
  const changed = (name: string | null): void => events.publish('local-models.changed', { name });
  const disk = openModelsOnDisk(ports, {
    onChange: () => changed(null),
    isLoaded: (name) => scheduler.state(name).state !== 'on-disk',
  });
  const { library } = disk;
  const room = startEngineRoom(ports, disk);
  const { scheduler } = room;
  let folders = folderSettings(ports);
  const outlook = createOutlook({
    scheduler,
    sizeOf: (name) => library.list().find((entry) => entry.name === name)?.size ?? null,
    estimate: (name) => room.estimate(name, disk.settingsOf(name)),
  });

  const view = async (entry: LibraryEntry, chosen = store.localModels.all()): Promise<LocalModel> => {
    const state = scheduler.state(entry.name);
    const reasons = await room.slowReasons(state);
    return toLocalModel({ entry, state, chosen: chosen.get(entry.name), slowReasons: reasons });
  };
  const list = async (): Promise<LocalModel[]> => {
    await library.ready;
    const chosen = store.localModels.all();
    return Promise.all([...library.list(), ...disk.orphans()].map((entry) => view(entry, chosen)));
  };
  const get = async (name: string): Promise<LocalModel> => view(await disk.resolve(name));

  /** Lets a model work for one request. */
  const use = async <T>(
    given: string,
    { purpose, signal }: { purpose: ModelPurpose | null; signal: AbortSignal },
    work: (model: EngineModel) => Promise<T>,
  ): Promise<T> => {
    const { name } = await disk.resolve(given);
    const described = purpose ?? (await disk.describe(name, null)).purpose;
    const lease = await scheduler.acquire(name, { signal, purpose: described });
    try {
      return await work(lease.model);
    } finally {
      lease.release();
    }
  };

  return {
    list,
    get,
    async refresh() {
      await disk.sourcesChanged();
      return list();
    },

    async *load(given, { ignoreMemory, signal }) {
      const { name } = await disk.resolve(given);
      return yield* reporting<number, LoadedModel>((onProgress) =>
        scheduler.load(name, { signal, ignoreMemory, onProgress }),
      );
    },

    async unload(given, { force }) {
      const entry = await disk.resolve(given);
      await scheduler.unload(entry.name, { force });
      return view(entry);
    },

    async update({ name: given, choices, isPinned }) {
      const entry = await disk.resolve(given);
      const { name } = entry;
      const known = store.localModels.all().get(name) ?? { choices: {}, isPinned: false };
      const next = { choices: choices ?? known.choices, isPinned: isPinned ?? known.isPinned };
      store.localModels.set(name, next);
      scheduler.pin(name, next.isPinned);
      if (choices) scheduler.forgetFailure(name);
      scheduler.settingsChanged();
      changed(name);
      return view(entry);
    },

    async estimate(given, choices) {
      const { name } = await disk.resolve(given);
      return room.estimate(name, disk.settingsFrom(choices));
    },

    async forgetFailure(given) {
      const entry = await disk.resolve(given);
      await room.forgetFailure(entry);
      await library.refresh();
      changed(entry.name);
      return get(entry.name);
    },

    tokenize: (name, { text, special, signal }) =>
      use(name, { purpose: null, signal }, async (model) => ({ tokens: await model.tokenize(text, { special }) })),
    detokenize: (name, { tokens, signal }) =>
      use(name, { purpose: null, signal }, async (model) => ({ text: await model.detokenize(tokens) })),
    async count(given, { messages, signal }) {
      const { request } = toRequest({ prompt: toPrompt(messages) }, { name: given, recommended: {} });
      return use(given, { purpose: 'chat', signal }, async (model) => ({ tokens: await model.count(request) }));
    },

    async embed(given, { texts, signal }) {
      const { name } = await disk.resolve(given);
      const model = localEmbeddingModel(name, scheduler.acquire);
      const { embeddings, usage } = await model.doEmbed({ values: texts, abortSignal: signal });
      return { vectors: embeddings, tokens: usage?.tokens ?? 0 };
    },

    async rank(given, { query, documents, signal }) {
      const { name } = await disk.resolve(given);
      const model = localRerankingModel(name, scheduler.acquire);
      const { ranking } = await model.doRerank({
        query,
        documents: { type: 'text', values: documents },
        abortSignal: signal,
      });
      const scores = ranking.toSorted((a, b) => a.index - b.index).map(({ relevanceScore }) => relevanceScore);
      return { scores };
    },

    presets: {
      list: () => store.localModels.presets(),
      save: (preset) => store.localModels.savePreset(preset),
      delete(id) {
        if (store.localModels.deletePreset(id)) return;
        throw new AppError(
          'NOT_FOUND',
          'There are no such load settings. They may have been deleted in another window.',
        );
      },
    },

    async status() {
      const problems = library.problems().map(({ source, error }) => ({ source, failure: error.toJSON() }));
      return { ...(await room.status()), problems };
    },

    connect: () => connectLocal(disk, scheduler.acquire),
    outlook: outlook.of,
    async leastWait() {
      await library.ready;
      const chats = library.list().filter(({ facts, failure }) => !failure && facts?.kind === 'chat');
      const outlooks = await Promise.all(chats.map(({ name }) => outlook.of(name)));
      const waits = outlooks.flatMap(({ wait, fits }) => (fits && wait !== null ? [wait] : []));
      return waits.length > 0 ? Math.min(...waits) : null;
    },

    settingsChanged() {
      scheduler.settingsChanged();
      const now = folderSettings(ports);
      if (now !== folders) void disk.sourcesChanged();
      folders = now;
    },

    async close() {
      await room.close();
      await library.close();
    },
  };
}

/** Compared as a text: the folders are looked through again only when these change. */
const folderSettings = ({ settings }: LocalPorts): string => {
  const { modelFolders, findForeignModels } = settings();
  return JSON.stringify([modelFolders, findForeignModels]);
};
