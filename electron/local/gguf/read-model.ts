import { basename } from 'node:path';
import { AppError } from '../../../shared/errors/app-error.ts';
import { type GgufHeader, type GgufTensor, numberOf } from './header.ts';
import { type Refuse, refuseFile } from './invalid-file.ts';
import { headerLimits } from './limits.ts';
import { type ReadOptions, readHeader } from './read-header.ts';
import { partPaths, type SplitName, splitName } from './split-parts.ts';

/** A model's header over all its files. */
export interface ModelHeader extends Pick<GgufHeader, 'metadata' | 'foundTokens'> {
  /** Of all parts. Offsets count in the part a tensor is in. */
  tensors: readonly GgufTensor[];
  /** All files, the first part first. */
  parts: readonly string[];
  /** Bytes on disk of all parts. */
  size: number;
}

/** Reads the headers of a model and of all its parts, whichever part is named. */
export async function readModel(path: string, options: ReadOptions = {}): Promise<ModelHeader> {
  const refuse = refuseFile(path);
  const name = splitName(path);
  const isSplit = name !== null && name.parts > 1;
  if (!isSplit) {
    const header = await readHeader(path, options);
    refuseStrayPart(header, refuse);
    return { ...header, parts: [path], size: header.fileSize };
  }
  if (name.parts > headerLimits.parts || name.part < 1 || name.part > name.parts) {
    throw refuse(
      'bad-value',
      `cannot be part ${name.part} of ${name.parts}. Give it back its name, or download it again.`,
    );
  }
  return readParts(partPaths(path, name), name, options);
}

async function readParts(
  paths: readonly string[],
  { stem, parts }: SplitName,
  options: ReadOptions,
): Promise<ModelHeader> {
  const headers: GgufHeader[] = [];
  for (const [index, path] of paths.entries()) {
    const header = await readHeader(path, options).catch((error: unknown) => {
      throw isMissing(error) ? missingPart(path, `${stem} has ${parts} parts`) : error;
    });
    checkPart(header, { part: index, parts, refuse: refuseFile(path) });
    headers.push(header);
  }
  const first = headers[0];
  if (!first) throw new Error('A model has a first part.');
  const tensors = headers.flatMap((header) => header.tensors);
  const wanted = numberOf(first, 'split.tensors.count');
  if (wanted !== null && wanted !== tensors.length) {
    const found = `${tensors.length} of ${wanted} tensors are in its ${parts} parts`;
    throw refuseFile(paths[0] ?? stem)('part-missing', `is not whole: ${found}. Download all parts again.`);
  }
  const size = headers.reduce((sum, { fileSize }) => sum + fileSize, 0);
  return { metadata: first.metadata, foundTokens: first.foundTokens, tensors, parts: paths, size };
}

function checkPart(header: GgufHeader, { part, parts, refuse }: { part: number; parts: number; refuse: Refuse }): void {
  const [number, count] = [numberOf(header, 'split.no'), numberOf(header, 'split.count')];
  if (number === part && count === parts) return;
  throw refuse(
    'part-missing',
    `is not part ${part + 1} of ${parts}, whatever its name says. Download all parts again.`,
  );
}

/** The engine finds the other parts by name. */
function refuseStrayPart(header: GgufHeader, refuse: Refuse): void {
  const count = numberOf(header, 'split.count') ?? 1;
  if (count <= 1) return;
  const name = `…-00001-of-${String(count).padStart(5, '0')}.gguf`;
  throw refuse(
    'part-missing',
    `is one of ${count} parts of a model. Put all parts in one folder and name them ${name} and so on.`,
  );
}

const isMissing = (error: unknown): boolean =>
  error instanceof AppError && error.code === 'MODEL_FILE_UNREADABLE' && error.details?.['reason'] === 'missing';

const missingPart = (path: string, sentence: string) =>
  refuseFile(path)('part-missing', `is missing: ${sentence}. Download it into the same folder.`);

export const modelName = (path: string): string => splitName(path)?.stem ?? basename(path).replace(/\.gguf$/i, '');
