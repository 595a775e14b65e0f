import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { embedder } from './build/embedder.ts';
import { type Model, writeGguf } from './build/gguf-writer.ts';
import { randomHalf, randomSmall } from './build/random.ts';
import { reranker } from './build/reranker.ts';
import { split, splitFileName } from './build/split.ts';
import { type TalkerOptions, talker } from './build/talker.ts';

/** Every test model and what may be varied about it. */
const builders = {
  /** Answers each keyword with a fixed text: see `build/talker-words.ts`. */
  talker,
  /** The same without a chat template. */
  'talker-plain': (options: Omit<TalkerOptions, 'template'> = {}) => talker({ ...options, template: null }),
  /** Vectors of 64 numbers that depend on every token. */
  embedder,
  /** Scores a document by how much of it and of the query is in both. */
  reranker,
  /** 3 MB of random weights, quick. */
  'random-small': randomSmall,
  /** 530 MB of random weights in the shape of a 0.5B model. */
  'random-half': randomHalf,
} satisfies Record<string, (options?: never) => Model>;

type Builders = typeof builders;
export type TestModelName = keyof Builders;
export type TestModelOptions<Name extends TestModelName> = NonNullable<Parameters<Builders[Name]>[0]>;

export const testModelNames = Object.keys(builders) as TestModelName[];

const cacheFolder = join(import.meta.dirname, '../../../node_modules/.cache/switchyard-models');
/** Milliseconds that the models of another version stay: a test run that began before may still use them. */
const keptFor = 60 * 60 * 1000;

/** The path of a test model. Built once for all test runs, again when the code in `build/` changes. */
export function testModel<Name extends TestModelName>(name: Name, options?: TestModelOptions<Name>): Promise<string> {
  const path = join(currentFolder(), `${stemOf(name, options)}.gguf`);
  if (!isThere(path)) writeModel(path, name, options);
  return Promise.resolve(path);
}

/** The paths of a test model in parts, the first one first. */
export function splitTestModel<Name extends TestModelName>(
  name: Name,
  parts: number,
  options?: TestModelOptions<Name>,
): Promise<string[]> {
  const stem = stemOf(name, options);
  const models = split(buildModel(name, options), parts);
  const paths = models.map((model, part) => {
    const path = join(currentFolder(), splitFileName(stem, part, parts));
    if (!isThere(path)) writeWhole(path, model);
    return path;
  });
  return Promise.resolve(paths);
}

/** Writes a test model to a path of the caller's own. */
export function writeModel<Name extends TestModelName>(path: string, name: Name, options?: TestModelOptions<Name>) {
  writeWhole(path, buildModel(name, options));
}

export function buildModel<Name extends TestModelName>(name: Name, options?: TestModelOptions<Name>): Model {
  const build: (options?: TestModelOptions<Name>) => Model = builders[name];
  return build(options);
}

const stemOf = (name: string, options: object = {}): string =>
  Object.keys(options).length === 0 ? name : `${name}-${hash(JSON.stringify(options))}`;

/** Written beside and renamed, so that tests that run at the same time never see half of it. */
function writeWhole(path: string, model: Model): void {
  const unfinished = `${path}.${process.pid}.${crypto.randomUUID().slice(0, 8)}.tmp`;
  try {
    writeGguf(unfinished, model);
    renameSync(unfinished, path);
  } catch (error) {
    rmSync(unfinished, { force: true });
    // Windows refuses to rename onto a file that another worker finished and opened in the meantime.
    if (!isThere(path)) throw error;
  }
}

let current: string | undefined;
function currentFolder(): string {
  if (current) return current;
  const folder = join(cacheFolder, sourceVersion());
  mkdirSync(folder, { recursive: true });
  for (const other of readdirSync(cacheFolder)) {
    const path = join(cacheFolder, other);
    const madeAt = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (path !== folder && Date.now() - madeAt > keptFor) rmSync(path, { recursive: true, force: true });
  }
  current = folder;
  return folder;
}

function sourceVersion(): string {
  const folder = join(import.meta.dirname, 'build');
  const files = readdirSync(folder).toSorted();
  return hash(files.map((file) => readFileSync(join(folder, file), 'utf8')).join('\0'));
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);
const isThere = (path: string): boolean => statSync(path, { throwIfNoEntry: false }) !== undefined;
