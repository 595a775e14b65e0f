import type { ModelSource } from '../../../shared/model/local-model.ts';
import type { Log } from '../../lib/log.ts';
import type { FoundModel } from './entry.ts';
import { type Files, folderProblem } from './files.ts';
import { type SourceScan, scanSource } from './scan-source.ts';
import type { FolderWatch } from './watch-folders.ts';

/** What the last look at a source found. */
export interface SourceState extends SourceScan {
  source: ModelSource;
  /** Files that had another size at the look before: they are being written. */
  growing: ReadonlySet<string>;
}

export interface LooksOptions {
  files: Files;
  log: Log;
  watch: FolderWatch;
  /** A look found something else than the one before. */
  onChange(): void;
  /** Every look that is over. */
  onLook(): void;
}

export interface Looks {
  /** In the order of the sources. */
  states(): SourceState[];
  sources(): readonly ModelSource[];
  setSources(sources: readonly ModelSource[]): void;
  /** Looks at some sources, all when none are named; resolves when looks that began after this call are over. */
  look(ids?: Iterable<string>): Promise<void>;
  /** Looks soon, and never so often that looking takes more than a tenth of the time. */
  lookSoon(id: string): void;
  close(): Promise<void>;
}

/** Least ms between something happening in a folder and the look at it: it seldom happens alone. */
const gathering = 300;

/** Looks at one source after the other, and remembers what it found. */
export function lookAtSources({ files, log, watch, onChange, onLook }: LooksOptions): Looks {
  const states = new Map<string, SourceState>();
  const controller = new AbortController();
  const wanted = new Set<string>();
  const soon = new Set<string>();
  let sources: readonly ModelSource[] = [];
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let lastTook = 0;

  const scan = async (source: ModelSource): Promise<SourceScan> => {
    const { sees, end } = watch.look(source);
    try {
      const { models, problems } = await scanSource(source, { files, signal: controller.signal, onFolder: sees });
      return { models: models.toSorted((a, b) => (a.path < b.path ? -1 : 1)), problems };
    } catch (err) {
      log.error({ err, folder: source.folder }, 'a folder of models could not be looked at');
      return { models: [], problems: [folderProblem(source.folder, err)] };
    } finally {
      end();
    }
  };

  const lookAt = async (id: string): Promise<void> => {
    const source = sources.find((one) => one.id === id);
    if (!source) return;
    const began = performance.now();
    const found = await scan(source);
    lastTook = performance.now() - began;
    if (controller.signal.aborted || !sources.includes(source)) return;
    const before = states.get(id);
    const after = { ...found, source, growing: growingOf(before, found.models) };
    states.set(id, after);
    if (digestOf(before) !== digestOf(after)) onChange();
    onLook();
  };

  const run = async (): Promise<void> => {
    try {
      for (const id of wanted) {
        wanted.delete(id);
        await lookAt(id);
      }
    } finally {
      // In the same breath as the end of the loop, so that nothing is asked for in between and forgotten.
      running = undefined;
    }
  };

  const look = async (ids: Iterable<string> = sources.map(({ id }) => id)): Promise<void> => {
    for (const id of ids) wanted.add(id);
    if (wanted.size > 0) running ??= run();
    await running;
  };

  return {
    states: () => sources.flatMap(({ id }) => states.get(id) ?? []),
    sources: () => sources,
    setSources(next) {
      const kept = new Set(next.map(({ id }) => id));
      for (const { id } of sources) {
        if (kept.has(id)) continue;
        watch.forget(id);
        states.delete(id);
      }
      sources = next;
    },
    look,
    lookSoon(id) {
      soon.add(id);
      if (controller.signal.aborted) return;
      timer ??= setTimeout(
        () => {
          timer = undefined;
          const ids = [...soon];
          soon.clear();
          void look(ids);
        },
        Math.max(gathering, 10 * lastTook),
      ).unref();
    },
    async close() {
      controller.abort();
      clearTimeout(timer);
      wanted.clear();
      await running;
    },
  };
}

function growingOf(before: SourceState | undefined, models: readonly FoundModel[]): Set<string> {
  const sizes = new Map(before?.models.map(({ path, size }) => [path, size]));
  return new Set(models.filter(({ path, size }) => (sizes.get(path) ?? size) !== size).map(({ path }) => path));
}

const digestOf = (state: SourceState | undefined): string =>
  JSON.stringify([state?.models, state?.problems.map(({ message }) => message), [...(state?.growing ?? [])]]);
