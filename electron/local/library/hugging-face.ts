import { join } from 'node:path';
import type { Files } from './files.ts';

/** What the hub's cache keeps beside models: https://huggingface.co/docs/hub/local-cache */
export const isForeignToHub = (name: string): boolean => /^(datasets|spaces)--/.test(name);

/** The owner and the name of a repository, from what its folder in the cache is called. */
export function repositoryOf(folderName: string): string[] | undefined {
  const parts = folderName.split('--');
  return parts[0] === 'models' && parts.length > 1 ? parts.slice(1) : undefined;
}

const revision = /^[0-9a-f]{40}$/;

/** The one snapshot of a repository that counts: that of `main`, else the newest. Undefined when there is none. */
export async function snapshotOf(
  repository: string,
  { files, onFolder }: { files: Files; onFolder(folder: string): void },
): Promise<string | undefined> {
  const snapshots = join(repository, 'snapshots');
  onFolder(join(repository, 'refs'));
  onFolder(snapshots);
  const main = (await files.readText(join(repository, 'refs', 'main'), 100).catch(() => '')).trim();
  if (revision.test(main) && (await timeOf(join(snapshots, main), files)) !== undefined) return join(snapshots, main);
  return await newestIn(snapshots, files);
}

async function newestIn(snapshots: string, files: Files): Promise<string | undefined> {
  let newest: { folder: string; time: bigint } | undefined;
  try {
    for await (const { name } of await files.openFolder(snapshots)) {
      if (!revision.test(name)) continue;
      const folder = join(snapshots, name);
      const time = await timeOf(folder, files);
      if (time === undefined || (newest && time < newest.time)) continue;
      if (!newest || time > newest.time || folder > newest.folder) newest = { folder, time };
    }
  } catch {
    // Not a repository of the cache: it is walked like any other folder, which says what is wrong with it.
  }
  return newest?.folder;
}

const timeOf = async (folder: string, files: Files): Promise<bigint | undefined> => {
  const stats = await files.stat(folder).catch(() => undefined);
  return stats?.isDirectory() ? stats.mtimeNs : undefined;
};
