import { AppError } from '../../../shared/errors/app-error.ts';
import type { FactsKey, LibraryEntry } from './entry.ts';
import type { Reading } from './facts-reader.ts';
import type { NamedModel } from './model-name.ts';

export interface EntryState {
  /** Undefined while the header was not read. */
  reading: Reading | undefined;
  /** Its size is another one than at the look before. */
  isGrowing: boolean;
  /** It was changed a moment ago. */
  isRecent: boolean;
}

export const keyOf = ({ path, size, modifiedAt }: NamedModel): FactsKey => ({ path, size, modifiedAt });

/** Whether its header can be read at all. */
export const isWhole = ({ missing }: NamedModel): boolean => missing.length === 0;

/** What is not whole yet because somebody is still writing it is arriving, not damaged. */
export function toEntry(model: NamedModel, { reading, isGrowing, isRecent }: EntryState): LibraryEntry {
  const { name, label, aliases, owner, path, parts, size, modifiedAt, source, companions } = model;
  const failure = isWhole(model) ? (reading?.failure ?? null) : missingParts(model);
  const isArriving = isGrowing || (failure !== null && isRecent);
  return {
    name,
    displayName: label,
    aliases,
    owner,
    path,
    parts,
    size,
    modifiedAt,
    source,
    companions,
    facts: reading?.facts ?? null,
    failure: isArriving ? null : failure,
    isArriving,
  };
}

function missingParts({ label, missing }: NamedModel): AppError {
  const list = missing.join(', ');
  return new AppError(
    'MODEL_FILE_INVALID',
    `${label} is not whole: ${list} ${missing.length === 1 ? 'is' : 'are'} missing beside its other parts. Download it again.`,
    { details: { reason: 'part-missing', missing: list } },
  );
}
