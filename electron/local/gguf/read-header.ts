import { type FileHandle, open, stat } from 'node:fs/promises';
import { type ByteReader, byteReader, takeCount, takeU32 } from './byte-reader.ts';
import { checkValues } from './check-values.ts';
import { foreignBytes, foreignFile } from './foreign-file.ts';
import { type GgufHeader, type GgufTensor, numberOf } from './header.ts';
import { notAFile, type Refuse, refuseFile, unreadableFile } from './invalid-file.ts';
import { headerLimits } from './limits.ts';
import { readMetadata } from './read-metadata.ts';
import { readTensors } from './read-tensors.ts';

export interface ReadOptions {
  signal?: AbortSignal | undefined;
  /** Tokens to look for in the vocabulary, which is not kept. */
  findTokens?: readonly string[];
}

/**
 * Reads a file's header without trusting anything in it: every length is checked before memory is taken for it, and the
 * file is read in pieces. What passes may still be refused by the engine, but does not end the process here.
 */
export async function readHeader(path: string, options: ReadOptions = {}): Promise<GgufHeader> {
  const refuse = refuseFile(path);
  try {
    const { size, isFile } = await sizeOf(path);
    // Opening a pipe or a device may wait for ever.
    if (!isFile) throw notAFile(path);
    if (size === 0) throw refuse('empty', 'is empty: nothing of it arrived. Download it again.');
    await using file = await open(path, 'r');
    return await parse(file, size, refuse, options);
  } catch (error) {
    const isFromSystem = error instanceof Error && 'syscall' in error;
    throw isFromSystem ? unreadableFile(path, error) : error;
  }
}

async function sizeOf(path: string) {
  const facts = await stat(path);
  return { size: facts.size, isFile: facts.isFile() };
}

async function parse(file: FileHandle, size: number, refuse: Refuse, options: ReadOptions): Promise<GgufHeader> {
  options.signal?.throwIfAborted();
  const reader = byteReader(file, { size, refuse, signal: options.signal });
  await checkBeginning(reader, size);
  const version = await readVersion(reader);
  const { tensorCount, keyCount } = await readCounts(reader);
  const search = { wanted: new Set(options.findTokens), found: new Set<string>() };
  const metadata = await readMetadata(reader, keyCount, search);
  const described = await readTensors(reader, tensorCount);

  const alignment = alignmentOf(numberOf({ metadata }, 'general.alignment'), refuse);
  const dataOffset = Math.ceil(reader.position / alignment) * alignment;
  const tensors = described.map((tensor) => ({ ...tensor, offset: dataOffset + tensor.offset }));
  checkValues({ metadata, refuse });
  checkPlaces(tensors, { alignment, dataOffset, size, refuse });
  return { version, metadata, tensors, dataOffset, fileSize: size, foundTokens: search.found };
}

async function checkBeginning(reader: ByteReader, size: number): Promise<void> {
  await reader.need(Math.min(foreignBytes, size));
  const isGguf = reader.take(0, (bytes, at) => bytes.toString('latin1', at, at + 4) === 'GGUF');
  if (!isGguf) throw reader.take(0, (bytes) => foreignFile(bytes.subarray(0, foreignBytes), reader.refuse));
  reader.skip(4);
}

async function readVersion(reader: ByteReader): Promise<number> {
  await reader.need(4);
  const version = takeU32(reader);
  if (version === 2 || version === 3) return version;
  if (version > 0 && (version & 0xffff) === 0) {
    throw reader.refuse('big-endian', 'is a model for big-endian computers. Download the ordinary one.');
  }
  if (version === 1) {
    throw reader.refuse(
      'unsupported-version',
      'is in the first version of GGUF, which engines no longer read. Download a newer one.',
    );
  }
  if (version === 0 || version > 1000) {
    throw reader.refuse('bad-value', `has an impossible version (${version}): it is damaged. Download it again.`);
  }
  throw reader.refuse(
    'unsupported-version',
    `is in version ${version} of GGUF, which is not known here. Update Switchyard, or download it again.`,
  );
}

async function readCounts(reader: ByteReader) {
  await reader.need(16);
  const tensorCount = takeCount(reader, 'number of tensors');
  const keyCount = takeCount(reader, 'number of keys');
  if (tensorCount > headerLimits.tensors || keyCount > headerLimits.keys) {
    const counts = `${tensorCount} tensors and ${keyCount} keys`;
    throw reader.refuse('too-large', `says it has ${counts}: it is damaged. Download it again.`);
  }
  return { tensorCount, keyCount };
}

function alignmentOf(value: number | null, refuse: Refuse): number {
  const alignment = value ?? 32;
  const isPowerOfTwo = Number.isInteger(Math.log2(alignment));
  if (alignment >= 8 && alignment <= headerLimits.alignment && isPowerOfTwo) return alignment;
  throw refuse('bad-value', `has an impossible alignment (${alignment}): it is damaged. Download it again.`);
}

interface Places {
  alignment: number;
  dataOffset: number;
  size: number;
  refuse: Refuse;
}

function checkPlaces(tensors: readonly GgufTensor[], { alignment, dataOffset, size, refuse }: Places): void {
  const misplaced = tensors.find(({ offset }) => (offset - dataOffset) % alignment !== 0);
  if (misplaced)
    throw refuse('bad-value', `has the tensor ${misplaced.name} at an impossible place. Download it again.`);
  const end = tensors.reduce((furthest, { offset, bytes }) => Math.max(furthest, offset + bytes), dataOffset);
  if (tensors.length === 0 || end <= size) return;
  throw refuse('truncated', `is not whole: ${end - size} of its ${end} bytes are missing. Download it again.`);
}
