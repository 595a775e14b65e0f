import type { BigIntStats, Dirent } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors/app-error.ts';
import { isHidden, isPartial } from './file-names.ts';
import { type Files, folderProblem, identityOf, isAbsent, timeOf } from './files.ts';
import { isForeignToHub, repositoryOf, snapshotOf } from './hugging-face.ts';

export interface FoundFile {
  path: string;
  name: string;
  folder: string;
  /** The folders between the root and the file; of a Hugging Face repository its owner and its name. */
  trail: readonly string[];
  size: number;
  modifiedAt: number;
  identity: string;
}

export interface WalkOptions {
  files: Files;
  signal: AbortSignal;
  isWanted(name: string): boolean;
  /** Called with a folder before it is read, so that nothing that happens in it afterwards is missed. */
  onFolder(folder: string): void;
  /** Folders inside folders, and entries in all of them. */
  limits?: { depth: number; entries: number };
}

export interface Walk {
  files: FoundFile[];
  problems: AppError[];
}

interface Step {
  folder: string;
  trail: readonly string[];
  depth: number;
}

const usualLimits = { depth: 8, entries: 100_000 };
const mostProblems = 5;

/** The wanted files below a folder. What cannot be read is a problem of its own, the rest is found nevertheless. */
export async function walk(root: string, options: WalkOptions): Promise<Walk> {
  const { files, signal, isWanted, onFolder, limits = usualLimits } = options;
  const found: FoundFile[] = [];
  const problems: AppError[] = [];
  const visited = new Set<string>();
  const steps: Step[] = [{ folder: root, trail: [], depth: 0 }];
  let left = limits.entries;

  const look = async (dirent: Dirent, step: Step): Promise<void> => {
    const { name } = dirent;
    const path = join(step.folder, name);
    const isFolder = dirent.isDirectory();
    if (isHidden(name) || isPartial(name) || isForeignToHub(name) || (dirent.isFile() && !isWanted(name))) return;
    const stats = isFolder ? undefined : await statOf(path, files);
    if (isFolder || stats?.isDirectory()) {
      if (step.depth < limits.depth) steps.push(await enter(path, name, step));
    } else if (stats?.isFile() && isWanted(name)) {
      found.push({ path, name, folder: step.folder, trail: step.trail, ...factsOf(stats) });
    }
  };

  const enter = async (folder: string, name: string, step: Step): Promise<Step> => {
    const depth = step.depth + 1;
    const repository = repositoryOf(name);
    const snapshot = repository && (await snapshotOf(folder, { files, onFolder }));
    return snapshot ? { folder: snapshot, trail: repository, depth } : { folder, trail: [...step.trail, name], depth };
  };

  for (const step of steps) {
    if (signal.aborted || left <= 0) break;
    try {
      const identity = identityOf(await files.stat(step.folder));
      // A link back to a folder above would be followed for ever.
      if (visited.has(identity)) continue;
      visited.add(identity);
      onFolder(step.folder);
      const names = new Set<string>();
      const dirents: Dirent[] = [];
      for await (const dirent of await files.openFolder(step.folder)) {
        if (--left < 0 || signal.aborted) break;
        names.add(dirent.name);
        dirents.push(dirent);
      }
      for (const dirent of dirents) if (!isUnfinished(dirent.name, names)) await look(dirent, step);
    } catch (error) {
      if (!isAbsent(error) && problems.length < mostProblems) problems.push(folderProblem(step.folder, error));
    }
  }
  if (left <= 0 && !signal.aborted) problems.push(tooMany(root, limits.entries));
  return { files: found, problems };
}

/** Some downloaders write into the file itself, and keep their own beside it until they are done. */
const isUnfinished = (name: string, names: ReadonlySet<string>) => names.has(`${name}.aria2`);

/** Undefined for a link to nothing, and for what has just gone. */
const statOf = (path: string, files: Files): Promise<BigIntStats | undefined> =>
  files.stat(path).catch(() => undefined);

const factsOf = (stats: BigIntStats) => ({
  size: Number(stats.size),
  modifiedAt: timeOf(stats),
  identity: identityOf(stats),
});

const tooMany = (folder: string, entries: number) =>
  new AppError(
    'MODEL_FOLDER_UNREADABLE',
    `${folder} holds more than ${entries} files and folders, so not all of it was looked at. Choose a smaller folder.`,
    { details: { path: folder, reason: 'too-many', entries } },
  );
