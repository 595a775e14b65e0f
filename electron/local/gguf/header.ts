import type { ScalarType } from './scalars.ts';

export type GgufScalar = string | number | bigint | boolean;

/** `values` is null for what is too long to be kept: only its length is known. A long text is an array of bytes. */
export interface GgufArray {
  of: ScalarType | 'str';
  length: number;
  values: readonly GgufScalar[] | null;
}

/** A 64-bit number comes as a bigint only when a number cannot hold it. */
export type GgufValue = GgufScalar | GgufArray;

export interface GgufTensor {
  name: string;
  /** The row's length first. */
  dims: readonly number[];
  /** As in `Q4_K`. */
  type: string;
  elements: number;
  /** From the start of the file. */
  offset: number;
  bytes: number;
}

export interface GgufHeader {
  version: number;
  metadata: ReadonlyMap<string, GgufValue>;
  tensors: readonly GgufTensor[];
  /** Where the tensors' data begins. */
  dataOffset: number;
  fileSize: number;
  /** Which of the tokens asked for are in the vocabulary. */
  foundTokens: ReadonlySet<string>;
}

export const isArray = (value: GgufValue | undefined): value is GgufArray => typeof value === 'object';

export function textOf({ metadata }: Pick<GgufHeader, 'metadata'>, key: string): string | null {
  const value = metadata.get(key);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

export function numberOf({ metadata }: Pick<GgufHeader, 'metadata'>, key: string): number | null {
  const value = metadata.get(key);
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** One number, or one for each layer. */
export function numbersOf({ metadata }: Pick<GgufHeader, 'metadata'>, key: string): readonly number[] {
  const value = metadata.get(key);
  if (typeof value === 'number') return [value];
  if (!isArray(value)) return [];
  return value.values?.filter((each) => typeof each === 'number') ?? [];
}
