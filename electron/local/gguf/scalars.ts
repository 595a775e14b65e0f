import type { ByteReader } from './byte-reader.ts';

export type ScalarType = 'u8' | 'i8' | 'u16' | 'i16' | 'u32' | 'i32' | 'f32' | 'bool' | 'u64' | 'i64' | 'f64';

export interface Scalar {
  bytes: number;
  /** The bytes are in the reader's buffer already. */
  read: (reader: ByteReader) => number | bigint | boolean;
}

const scalar = (bytes: number, read: (bytes: Buffer, at: number) => number | bigint | boolean): Scalar => ({
  bytes,
  read: (reader) => reader.take(bytes, read),
});

const asNumber = (value: bigint): number | bigint => {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
};

export const scalars: Readonly<Record<ScalarType, Scalar>> = {
  u8: scalar(1, (bytes, at) => bytes.readUInt8(at)),
  i8: scalar(1, (bytes, at) => bytes.readInt8(at)),
  u16: scalar(2, (bytes, at) => bytes.readUInt16LE(at)),
  i16: scalar(2, (bytes, at) => bytes.readInt16LE(at)),
  u32: scalar(4, (bytes, at) => bytes.readUInt32LE(at)),
  i32: scalar(4, (bytes, at) => bytes.readInt32LE(at)),
  f32: scalar(4, (bytes, at) => bytes.readFloatLE(at)),
  bool: scalar(1, (bytes, at) => bytes[at] !== 0),
  u64: scalar(8, (bytes, at) => asNumber(bytes.readBigUInt64LE(at))),
  i64: scalar(8, (bytes, at) => asNumber(bytes.readBigInt64LE(at))),
  f64: scalar(8, (bytes, at) => bytes.readDoubleLE(at)),
};

/** The number that stands for each type in a file. */
const valueTypes: readonly (ScalarType | 'str' | 'arr')[] = [
  'u8',
  'i8',
  'u16',
  'i16',
  'u32',
  'i32',
  'f32',
  'bool',
  'str',
  'arr',
  'u64',
  'i64',
  'f64',
];

export const valueType = (number: number): ScalarType | 'str' | 'arr' | undefined => valueTypes[number];
