import { basename, join } from 'node:path';
import { z } from 'zod';
import type { ModelSource } from '../../../shared/model/local-model.ts';
import type { FoundModel } from './entry.ts';
import { type Files, folderProblem, identityOf, isAbsent, timeOf } from './files.ts';
import { type FoundFile, type Walk, type WalkOptions, walk } from './walk.ts';

const layer = z.object({ mediaType: z.string(), digest: z.string() });
const manifest = z.object({
  layers: z.array(layer).nullish(),
  /** Of a list: one manifest for each kind of engine, or its digest. */
  manifests: z
    .array(z.object({ layers: z.array(layer).nullish(), digest: z.string().nullish(), runner: z.string().nullish() }))
    .nullish(),
});
type Layer = z.output<typeof layer>;

const largestManifest = 1024 * 1024;
/** Where a model is in both, the first counts, as in Ollama. */
const manifestFolders = ['manifests-v2', 'manifests'];

/** Whether a folder is a store of Ollama: `blobs/sha256-…`, and manifests that say which of them make up a model. */
export async function isOllamaStore(folder: string, files: Files): Promise<boolean> {
  const isFolder = async (name: string) =>
    (await files.stat(join(folder, name)).catch(() => undefined))?.isDirectory() ?? false;
  return (await isFolder('blobs')) && ((await isFolder('manifests')) || (await isFolder('manifests-v2')));
}

export type OllamaOptions = Omit<WalkOptions, 'isWanted'> & { source: ModelSource };

/** The models of a store: `manifests/<host>/<namespace>/<model>/<tag>`. Those that are not GGUF are left out. */
export async function readOllamaStore(
  options: OllamaOptions,
): Promise<{ models: FoundModel[] } & Pick<Walk, 'problems'>> {
  const { source, files, signal, onFolder } = options;
  const models = new Map<string, FoundModel>();
  const problems: Walk['problems'] = [];
  onFolder(source.folder);
  for (const name of manifestFolders) {
    const found = await walk(join(source.folder, name), { ...options, isWanted: () => true });
    problems.push(...found.problems);
    for (const file of found.files) {
      if (signal.aborted || file.trail.length !== 3) continue;
      const key = [...file.trail, file.name].join('/').toLowerCase();
      if (models.has(key)) continue;
      try {
        const model = await readModel(file, source, files);
        if (model) models.set(key, model);
      } catch (error) {
        return { models: [...models.values()], problems: [...problems, folderProblem(source.folder, error)] };
      }
    }
  }
  return { models: [...models.values()], problems };
}

async function readModel(file: FoundFile, source: ModelSource, files: Files): Promise<FoundModel | undefined> {
  const blob = (digest: string) => blobPath(source.folder, digest);
  const layers = await layersOf(file.path, { files, blob });
  const all = (kind: string) =>
    layers
      .filter(({ mediaType }) => mediaType.split(';')[0] === `application/vnd.ollama.image.${kind}`)
      .flatMap(({ digest }) => blob(digest) ?? []);
  const [path, ...rest] = all('model');
  if (path === undefined) return undefined;
  const stats = await files.stat(path).catch((error: unknown) => {
    if (isAbsent(error)) return undefined;
    throw error;
  });
  if (!stats?.isFile()) return undefined;
  return {
    source,
    ...namesOf(file),
    path,
    parts: [path, ...rest],
    missing: [],
    size: Number(stats.size),
    modifiedAt: timeOf(stats),
    identity: identityOf(stats),
    companions: {
      projector: all('projector')[0] ?? null,
      template: all('template')[0] ?? null,
      parameters: all('params')[0] ?? null,
      adapters: all('adapter'),
    },
  };
}

/** Empty for what is no manifest, or one of a model that only runs elsewhere. */
async function layersOf(
  path: string,
  { files, blob }: { files: Files; blob(digest: string): string | undefined },
): Promise<Layer[]> {
  const read = async (from: string) => manifest.safeParse(JSON.parse(await files.readText(from, largestManifest))).data;
  try {
    const top = await read(path);
    if (!top?.manifests) return top?.layers ?? [];
    for (const { layers, digest } of top.manifests) {
      const child = blob(digest ?? '');
      const own = layers ?? (child ? (await read(child))?.layers : undefined) ?? [];
      if (own.some(({ mediaType }) => mediaType.startsWith('application/vnd.ollama.image.model'))) return own;
    }
  } catch {
    // Half written or damaged. Ollama does not offer such a model either.
  }
  return [];
}

/** Checked, as it becomes a path. */
const blobPath = (store: string, digest: string): string | undefined => {
  const [, hash] = /^sha256[:-]([0-9a-f]{64})$/i.exec(digest) ?? [];
  return hash === undefined ? undefined : join(store, 'blobs', `sha256-${hash.toLowerCase()}`);
};

/** As Ollama lists it: `llama3.2:3b`, with the namespace and the host only where they are not the usual ones. */
function namesOf({ trail: [host = '', namespace = '', model = ''], path }: FoundFile) {
  const tag = basename(path);
  const isUsualHost = /(^|\.)ollama\.(ai|com)$/i.test(host);
  const label = `${model}:${tag}`;
  const isOfficial = isUsualHost && namespace.toLowerCase() === 'library';
  const full = isOfficial ? [] : isUsualHost ? [`${namespace}/${label}`] : [`${host}/${namespace}/${label}`];
  return { label, owner: isOfficial ? null : namespace, aliases: [...full, ...(tag === 'latest' ? [model] : [])] };
}
