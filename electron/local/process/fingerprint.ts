import { stat } from 'node:fs/promises';
import { unreadableFile } from '../gguf/invalid-file.ts';
import { headerLimits } from '../gguf/limits.ts';
import { partPaths, splitName } from '../gguf/split-parts.ts';

export interface FileState {
  /** Changes when the file, one of its parts, or one of its adapters does. Begins with the path. */
  fingerprint: string;
  /** Bytes of all parts, and of the adapters. */
  size: number;
}

/** What is known about a file is known about it as it is now, with the adapters that are laid over it. */
export async function fileState(path: string, adapters: readonly string[] = []): Promise<FileState> {
  const own = await stateOf(partsOf(path));
  const others = await Promise.all(
    adapters.toSorted().map(async (adapter) => ({ adapter, ...(await stateOf([adapter])) })),
  );
  const fingerprint = [
    `${beginningFor(path)}${own.size}|${own.modifiedAt}`,
    ...others.map(({ adapter, size, modifiedAt }) => `${adapter}|${size}|${modifiedAt}`),
  ].join('|');
  return { fingerprint, size: others.reduce((sum, { size }) => sum + size, own.size) };
}

/** How all fingerprints of a file begin, whatever state it is in. */
export const beginningFor = (path: string): string => `${path}|`;

async function stateOf(files: readonly string[]): Promise<{ size: number; modifiedAt: number }> {
  const states = await Promise.all(
    files.map((file) =>
      stat(file).catch((error: unknown) => {
        throw unreadableFile(file, error);
      }),
    ),
  );
  return {
    size: states.reduce((sum, { size }) => sum + size, 0),
    modifiedAt: Math.max(...states.map(({ mtimeMs }) => Math.round(mtimeMs))),
  };
}

/** A name may claim any number of parts: one that cannot be true is the engine's to refuse. */
function partsOf(path: string): string[] {
  const split = splitName(path);
  return split && split.parts >= 1 && split.parts <= headerLimits.parts ? partPaths(path, split) : [path];
}
