import { createHash } from 'node:crypto';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { diskFiles, type Files } from '../../../../electron/local/library/files.ts';
import { type SourceScan, scanSource } from '../../../../electron/local/library/scan-source.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import type { ModelSource } from '../../../../shared/model/local-model.ts';
import type { ModelFacts } from '../../../../shared/model/model-facts.ts';

export const sourceOf = (folder: string, kind: ModelSource['kind'] = 'user'): ModelSource => ({
  id: `${kind}:${folder}`,
  kind,
  folder,
});

/** A file with folders around it. What stands in it makes it another one than the others. */
export function put(path: string, text = `GGUF ${path}`): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

/** A file as the hub's cache keeps it: a link in a snapshot, to a blob called by its hash. */
export function putInHub(
  hub: string,
  at: { repository: string; revision: string; file: string },
  text?: string,
): string {
  const repository = join(hub, `models--${at.repository.replaceAll('/', '--')}`);
  const content = text ?? `GGUF ${at.revision} ${at.file}`;
  const blob = put(join(repository, 'blobs', hashOf(content)), content);
  const link = join(repository, 'snapshots', at.revision, at.file);
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(relative(dirname(link), blob), link);
  return link;
}

/** A model as Ollama stores it; gives the path of its manifest. */
export function putInOllama(
  store: string,
  name: string,
  layers: Readonly<Record<string, string>>,
  folder = 'manifests',
): string {
  const all = Object.entries(layers).map(([kind, text]) => ({
    mediaType: `application/vnd.ollama.image.${kind}`,
    digest: `sha256:${hashOf(text)}`,
    size: text.length,
  }));
  for (const text of Object.values(layers)) putBlob(store, text);
  return put(join(store, folder, ...name.split('/')), JSON.stringify({ schemaVersion: 2, layers: all }));
}

export function putBlob(store: string, text: string): string {
  put(join(store, 'blobs', `sha256-${hashOf(text)}`), text);
  return `sha256:${hashOf(text)}`;
}

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

export const revisionOf = (letter: string): string => letter.repeat(40);

/** By label, as the order of a folder is nobody's promise. */
export async function scan(source: ModelSource, files: Files = diskFiles): Promise<SourceScan> {
  const { signal } = new AbortController();
  const { models, problems } = await scanSource(source, { files, signal, onFolder: () => {} });
  return { models: models.toSorted((a, b) => (a.label < b.label ? -1 : 1)), problems };
}

/** What the tests of the library need to know of a file; the reading of real headers has tests of its own. */
export const factsOf = (kind: ModelFacts['kind'] = 'chat'): ModelFacts => ({
  kind,
  architecture: 'llama',
  name: null,
  baseModel: null,
  license: null,
  parameters: 1,
  quantisation: 'F16',
  size: 1,
  tensorBytes: 1,
  contextLength: null,
  embeddingLength: null,
  vocabularySize: null,
  layers: null,
  heads: null,
  kvHeads: null,
  kvHeadsByLayer: null,
  keyLength: null,
  valueLength: null,
  experts: 0,
  expertsUsed: 0,
  slidingWindow: null,
  hasChatTemplate: true,
  tools: false,
  thinking: 'none',
  infill: false,
  sampling: {},
  parts: 1,
});

export const truncated = (path: string): AppError =>
  new AppError('MODEL_FILE_INVALID', `${path} ends too early.`, { details: { reason: 'truncated' } });
