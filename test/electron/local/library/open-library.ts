import { basename } from 'node:path';
import { onTestFinished } from 'vitest';
import type { LibraryEntry } from '../../../../electron/local/library/entry.ts';
import { diskFiles } from '../../../../electron/local/library/files.ts';
import { createLibrary, type LibraryOptions } from '../../../../electron/local/library/library.ts';
import { recordingLog } from '../../../helpers/test-store.ts';
import { factsOf, truncated } from './setup.ts';

/** Reads `GGUF <kind>` and takes a file shorter than that for a truncated one. */
export const readFacts: LibraryOptions['readFacts'] = async (path) => {
  const text = await diskFiles.readText(path, 100);
  if (!text.startsWith('GGUF ')) throw truncated(basename(path));
  return factsOf(text.includes('adapter') ? 'adapter' : text.includes('projector') ? 'projector' : 'chat');
};

export function openLibrary(options: Partial<LibraryOptions> & Pick<LibraryOptions, 'sources'>) {
  const { log, lines } = recordingLog();
  let waiting: (() => void)[] = [];
  const library = createLibrary({
    readFacts,
    log,
    onChange() {
      for (const check of waiting) check();
    },
    ...options,
  });
  onTestFinished(() => library.close());
  /** Waits until the list is like that; the library says when to look. */
  const until = (isSo: (entries: readonly LibraryEntry[]) => boolean) =>
    new Promise<void>((resolve) => {
      const check = () => {
        if (!isSo(library.list())) return;
        waiting = waiting.filter((one) => one !== check);
        resolve();
      };
      waiting.push(check);
      check();
    });
  return { library, lines, until, names: () => library.list().map(({ name }) => name) };
}
