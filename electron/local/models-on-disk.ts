import { mkdirSync } from 'node:fs';
import { homedir, platform } from 'node:os';
import { AppError } from '../../shared/errors/app-error.ts';
import { type LoadChoices, type LoadSettings, loadSettings } from '../../shared/model/load-settings.ts';
import type { ModelFacts } from '../../shared/model/model-facts.ts';
import type { ModelPurpose } from './engine/engine.ts';
import { fileFacts } from './gguf/file-facts.ts';
import { refuseFile } from './gguf/invalid-file.ts';
import { readModel } from './gguf/read-model.ts';
import type { LibraryEntry } from './library/entry.ts';
import { createLibrary, type Library } from './library/library.ts';
import { lmStudioFolders } from './library/lm-studio.ts';
import { sourcesFor } from './library/sources.ts';
import { type MemoryShape, shapeOf } from './memory/shape.ts';
import type { LocalPorts } from './ports.ts';
import type { ModelDescription } from './scheduler/types.ts';

export interface DiskHooks {
  onChange(): void;
  isLoaded(name: string): boolean;
}

export type ModelsOnDisk = ReturnType<typeof openModelsOnDisk>;

/** The library over the folders that the settings name, and what a load wants to know of a file. */
export function openModelsOnDisk(ports: LocalPorts, { onChange, isLoaded }: DiskHooks) {
  const { store, settings, log, modelsFolder, environment, now } = ports;
  const home = environment[platform() === 'win32' ? 'USERPROFILE' : 'HOME'] ?? homedir();
  mkdirSync(modelsFolder, { recursive: true });

  const sources = (lmStudio: readonly string[]) => {
    const { modelFolders, findForeignModels } = settings();
    return sourcesFor({
      platform: platform(),
      home,
      environment,
      appFolder: modelsFolder,
      userFolders: modelFolders,
      lmStudioFolders: lmStudio,
      findForeign: findForeignModels,
    });
  };
  const library: Library = createLibrary({
    sources: sources([]),
    readFacts: (path, signal) => fileFacts(path, { signal }),
    cache: store.modelHeaders,
    log,
    onChange,
    ...(now && { now }),
  });
  /** LM Studio may keep its models elsewhere, which takes a look into its settings. Never rejects. */
  const sourcesChanged = (): Promise<void> =>
    lmStudioFolders(home)
      .then((folders) => library.setSources(sources(folders)))
      .catch((error: unknown) => log.warn({ err: error }, 'folders of models could not be looked at'));
  void sourcesChanged();

  /** Also of a file whose header the library has not come to yet. */
  const factsOf = async (entry: LibraryEntry): Promise<ModelFacts> => {
    if (entry.failure) throw entry.failure;
    if (entry.isArriving) throw arriving(entry);
    return entry.facts ?? (await fileFacts(entry.path));
  };

  const described = new Map<string, LibraryEntry>();
  /** Loaded models whose files are gone: they can still be asked, and unloaded. */
  const orphans = (): LibraryEntry[] =>
    [...described.values()].filter(({ name }) => isLoaded(name) && library.get(name) === undefined);
  const resolve = async (name: string): Promise<LibraryEntry> => {
    try {
      return await library.resolve(name);
    } catch (error) {
      const orphan = orphans().find((entry) => entry.name === name);
      if (orphan) return orphan;
      throw error;
    }
  };

  const shapes = new Map<string, MemoryShape>();
  const shapeOfFile = async ({ path, size, modifiedAt }: LibraryEntry): Promise<MemoryShape> => {
    const key = `${path}|${size}|${modifiedAt}`;
    const known = shapes.get(key);
    if (known) return known;
    const shape = shapeOf(await readModel(path));
    if (shapes.size >= mostShapes) shapes.clear();
    shapes.set(key, shape);
    return shape;
  };

  /** What the engine would read in this process is looked at first, as a model is. */
  const sizeOfAdapter = async (path: string): Promise<number> => {
    const { kind, size } = await fileFacts(path);
    if (kind !== 'adapter') throw noAdapter(path);
    return size;
  };

  /** What was not chosen is as the app's settings say, and then as it is usual. */
  const settingsFrom = (choices: LoadChoices): LoadSettings =>
    loadSettings.parse({ backend: settings().engineBackend, ...choices });
  const settingsOf = (name: string) => settingsFrom(store.localModels.all().get(name)?.choices ?? {});

  return {
    library,
    sourcesChanged,
    orphans,
    resolve,
    settingsFrom,
    settingsOf,

    /** For the scheduler. The settings default to what was chosen for the model. */
    async describe(name: string, purpose: ModelPurpose | null, chosen = settingsOf(name)): Promise<ModelDescription> {
      const entry = await resolve(name);
      described.set(entry.name, entry);
      const facts = await factsOf(entry);
      const ownPurpose = purposeOf(facts, entry);
      if (purpose === 'chat' && ownPurpose !== 'chat') throw writesNothing(entry, ownPurpose);
      const { speculation } = chosen;
      const adapters = await Promise.all(chosen.lora.map(({ path }) => sizeOfAdapter(path)));
      const draft = speculation.kind === 'draft' ? await library.resolve(speculation.model) : null;
      return {
        path: entry.path,
        purpose: purpose ?? ownPurpose,
        settings: chosen,
        fileSize: entry.size,
        shape: await shapeOfFile(entry),
        adapters: adapters.reduce((sum, size) => sum + size, 0),
        draft: draft && { path: draft.path, shape: await shapeOfFile(draft) },
      };
    },
  };
}

const mostShapes = 200;

/** What a model is loaded for when somebody just loads it. */
function purposeOf({ kind }: ModelFacts, entry: LibraryEntry): ModelPurpose {
  switch (kind) {
    case 'chat':
    case 'completion':
      return 'chat';
    case 'embedding':
      return 'embedding';
    case 'reranker':
      return 'reranking';
    case 'projector':
    case 'adapter':
      throw new AppError(
        'MODEL_LACKS_CAPABILITY',
        `${entry.displayName} is no model of its own, it changes another one. Choose it in that model's load settings.`,
      );
  }
}

const noAdapter = (path: string): AppError =>
  refuseFile(path)('not-an-adapter', 'is no LoRA adapter. Choose another file in the load settings, or none.');

const writesNothing = ({ displayName }: LibraryEntry, purpose: ModelPurpose): AppError =>
  new AppError(
    'MODEL_LACKS_CAPABILITY',
    `${displayName} is made for ${purpose === 'embedding' ? 'embeddings' : 'ranking'} and writes no text. Choose a chat model.`,
    { details: { capability: 'chat', model: displayName } },
  );

const arriving = ({ displayName }: LibraryEntry): AppError =>
  new AppError('MODEL_FILE_INVALID', `${displayName} is still being copied. Try again when that is done.`, {
    details: { reason: 'arriving' },
    retryable: true,
  });
