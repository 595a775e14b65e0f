import { AppError } from '../../../shared/errors/app-error.ts';
import type { ModelSource } from '../../../shared/model/local-model.ts';
import type { ModelFacts } from '../../../shared/model/model-facts.ts';
import type { Log } from '../../lib/log.ts';
import type { FactsCache, LibraryEntry, SourceProblem } from './entry.ts';
import { createFactsReader } from './facts-reader.ts';
import { diskFiles, type Files } from './files.ts';
import { lookAtSources } from './look-at-sources.ts';
import { assignNames, type NamedModel, withoutDuplicates } from './model-name.ts';
import { resolveName } from './resolve-name.ts';
import { isWhole, keyOf, toEntry } from './to-entry.ts';
import { type WatchFoldersOptions, watchFolders } from './watch-folders.ts';

export interface LibraryOptions {
  /** See `sourcesFor`. */
  sources: readonly ModelSource[];
  /** Reads the header of a file. */
  readFacts(path: string, signal: AbortSignal): Promise<ModelFacts>;
  /** Default: none, every header is read after every start. */
  cache?: FactsCache;
  log: Log;
  /** Default: the clock. */
  now?: () => number;
  /** The list is another one. Called a moment after it, once for many changes. */
  onChange?: () => void;
  /** Default: the disk. */
  files?: Files;
  watching?: Pick<WatchFoldersOptions, 'platform' | 'pollEvery' | 'watch'>;
}

export interface Library extends AsyncDisposable {
  /** Resolves after the first look at all folders; headers may still be read. */
  readonly ready: Promise<void>;
  /** By name. At once; what is not known yet is null. */
  list(): readonly LibraryEntry[];
  /** By its exact name. */
  get(name: string): LibraryEntry | undefined;
  /** The model that somebody means, see `resolveName`. Looks once more before it says that there is none. */
  resolve(name: string): Promise<LibraryEntry>;
  /** Looks at all folders again: when the window gets the focus, or somebody asks. */
  refresh(): Promise<void>;
  /** Resolves when every header was read, or could not be. */
  factsRead(): Promise<void>;
  setSources(sources: readonly ModelSource[]): Promise<void>;
  problems(): readonly SourceProblem[];
  close(): Promise<void>;
}

/** How long after its last change a file that is not whole is taken for one that is still arriving, in ms. */
const arrival = 15_000;
/** How often a file that is arriving is looked at, in ms. */
const arrivalLook = 1000;
/** How old the last look may be before a name that is not known is looked for on the disk, in ms. */
const freshness = 2000;
/** Changes within so many ms are told as one. */
const telling = 50;

/** The models on this machine: found in the folders of this app, of a person and of other programs, and watched. */
export function createLibrary(options: LibraryOptions): Library {
  const { readFacts, cache, log, now = Date.now, onChange, files = diskFiles, watching } = options;
  let models: readonly NamedModel[] = [];
  let growing: ReadonlySet<string> = new Set();
  /** Undefined when something changed since they were made. */
  let entries: readonly LibraryEntry[] | undefined;
  let teller: NodeJS.Timeout | undefined;
  let arrivals: NodeJS.Timeout | undefined;
  let wereArriving = false;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let isClosed = false;

  const changed = (): void => {
    entries = undefined;
    if (isClosed) return;
    teller ??= setTimeout(() => {
      teller = undefined;
      onChange?.();
    }, telling).unref();
  };

  const isGrowing = ({ path }: NamedModel) => growing.has(path);
  // Both ways, as the clock of a network drive may be another one.
  const isRecent = ({ modifiedAt }: NamedModel) => Math.abs(now() - modifiedAt) < arrival;

  const list = (): readonly LibraryEntry[] => {
    entries ??= models
      .map((model) =>
        toEntry(model, { reading: reader.get(keyOf(model)), isGrowing: isGrowing(model), isRecent: isRecent(model) }),
      )
      .filter(({ facts }) => facts?.kind !== 'projector')
      .toSorted((a, b) => (a.name < b.name ? -1 : 1));
    return entries;
  };

  const awaitArrivals = (): void => {
    if (arrivals || isClosed) return;
    const ids = new Set(list().flatMap(({ isArriving, source }) => (isArriving ? [source.id] : [])));
    // The last look may have found it still arriving a moment before its time was up, and told so.
    if (wereArriving && ids.size === 0) changed();
    wereArriving = ids.size > 0;
    if (!wereArriving) return;
    arrivals = setTimeout(() => {
      arrivals = undefined;
      changed();
      // Windows lets nobody open a file that is being copied.
      reader.retryUnreadable();
      void looks.look(ids);
    }, arrivalLook).unref();
  };

  const looked = (): void => {
    const order = looks.sources().map(({ id }) => id);
    const found = looks.states().flatMap((state) => state.models);
    growing = new Set(looks.states().flatMap((state) => [...state.growing]));
    models = assignNames(withoutDuplicates(found), ({ source }) => order.indexOf(source.id));
    entries = undefined;
    reader.want(models.filter((model) => isWhole(model) && !isGrowing(model)).map(keyOf));
    awaitArrivals();
  };

  const reader = createFactsReader({
    readFacts,
    cache,
    log,
    onRead({ failure }) {
      changed();
      if (failure) awaitArrivals();
    },
  });
  const watch = watchFolders({ ...watching, log, onChange: (id) => looks.lookSoon(id) });
  const looks = lookAtSources({ files, log, watch, onChange: changed, onLook: looked });

  const lookAtAll = async (): Promise<void> => {
    await looks.look();
    lookedAt = now();
  };

  const refresh = (): Promise<void> => {
    reader.retryUnreadable();
    return lookAtAll();
  };

  const resolve = (name: string) =>
    resolveName(
      name,
      list().filter(({ facts }) => facts?.kind !== 'adapter'),
    );

  const close = async (): Promise<void> => {
    isClosed = true;
    clearTimeout(teller);
    clearTimeout(arrivals);
    watch.close();
    await looks.close();
    await reader.close();
  };

  looks.setSources(options.sources);
  const ready = lookAtAll();

  return {
    ready,
    list,
    get: (name) => list().find((entry) => entry.name === name),
    async resolve(name) {
      await ready;
      try {
        return resolve(name);
      } catch (error) {
        const isUnknown = error instanceof AppError && error.code === 'MODEL_NOT_FOUND';
        if (!isUnknown || now() - lookedAt < freshness) throw error;
        await refresh();
        return resolve(name);
      }
    },
    refresh,
    factsRead: () => reader.idle(),
    async setSources(sources) {
      looks.setSources(sources);
      changed();
      looked();
      await lookAtAll();
    },
    problems: () => looks.states().flatMap(({ source, problems }) => problems.map((error) => ({ source, error }))),
    close,
    [Symbol.asyncDispose]: close,
  };
}
