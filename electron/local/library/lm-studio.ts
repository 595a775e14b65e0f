import { join, posix, win32 } from 'node:path';
import { z } from 'zod';
import { diskFiles, type Files } from './files.ts';

const settings = z.object({ downloadsFolder: z.string().min(1) });
const largestFile = 1024 * 1024;

/**
 * Where LM Studio says that it keeps models, besides its usual folders: `~/.lmstudio-home-pointer` names its home when
 * that was moved, and `settings.json` in there the folder of models when that was chosen.
 */
export async function lmStudioFolders(home: string, files: Files = diskFiles): Promise<string[]> {
  const read = (path: string) => files.readText(path, largestFile).catch(() => undefined);
  const pointer = (await read(join(home, '.lmstudio-home-pointer')))?.split('\n')[0]?.trim();
  const moved = pointer && isAbsolute(pointer) ? [pointer] : [];
  const folders: string[] = [];
  for (const place of [...moved, join(home, '.lmstudio'), join(home, '.cache', 'lm-studio')]) {
    const chosen = settings.safeParse(parse(await read(join(place, 'settings.json'))));
    if (chosen.success && isAbsolute(chosen.data.downloadsFolder)) folders.push(chosen.data.downloadsFolder);
  }
  return [...folders, ...moved.map((place) => join(place, 'models'))];
}

const isAbsolute = (path: string) => posix.isAbsolute(path) || win32.isAbsolute(path);

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}
