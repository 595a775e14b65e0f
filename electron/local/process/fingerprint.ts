import { stat } from 'node:fs/promises';
import { unreadableFile } from '../gguf/invalid-file.ts';
import { headerLimits } from '../gguf/limits.ts';
import { partPaths, splitName } from '../gguf/split-parts.ts';

export interface FileState {
  /** Changes when the file, one of its parts, or the engine does. */
  fingerprint: string;
  /** Bytes of all parts. */
  size: number;
}

/** What is known about a file is known about it as it is now, and about one version of the engine. */
export async function fileState(path: string, engineVersion: string): Promise<FileState> {
  const parts = await Promise.all(
    partsOf(path).map((part) =>
      stat(part).catch((error: unknown) => {
        throw unreadableFile(part, error);
      }),
    ),
  );
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  const modifiedAt = Math.max(...parts.map((part) => Math.round(part.mtimeMs)));
  return { fingerprint: [path, size, modifiedAt, engineVersion].join('|'), size };
}

/** A name may claim any number of parts: one that cannot be true is the engine's to refuse. */
function partsOf(path: string): string[] {
  const split = splitName(path);
  return split && split.parts >= 1 && split.parts <= headerLimits.parts ? partPaths(path, split) : [path];
}
