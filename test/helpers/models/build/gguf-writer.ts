import { closeSync, openSync, writeSync } from 'node:fs';

/** Numbers of the value types in a GGUF header. */
export const valueTypes = {
  u8: 0,
  i8: 1,
  u16: 2,
  i16: 3,
  u32: 4,
  i32: 5,
  f32: 6,
  bool: 7,
  str: 8,
  arr: 9,
  u64: 10,
  i64: 11,
  f64: 12,
} as const;

/** What the test models are made of: number of the type, values a block, bytes a block. */
const tensorTypes = { f32: [0, 1, 4], f16: [1, 1, 2], q8_0: [8, 32, 34] } as const;

export type MetadataValue =
  | { type: 'u16' | 'u32' | 'i32' | 'u64' | 'f32'; value: number }
  | { type: 'bool'; value: boolean }
  | { type: 'str'; value: string }
  | { type: 'strings'; value: readonly string[] }
  | { type: 'f32s' | 'i32s'; value: readonly number[] };

export type Metadata = Map<string, MetadataValue>;

export const u16 = (value: number): MetadataValue => ({ type: 'u16', value });
export const u32 = (value: number): MetadataValue => ({ type: 'u32', value });
export const i32 = (value: number): MetadataValue => ({ type: 'i32', value });
export const f32 = (value: number): MetadataValue => ({ type: 'f32', value });
export const bool = (value: boolean): MetadataValue => ({ type: 'bool', value });
export const str = (value: string): MetadataValue => ({ type: 'str', value });
export const strings = (value: readonly string[]): MetadataValue => ({ type: 'strings', value });
export const f32s = (value: readonly number[]): MetadataValue => ({ type: 'f32s', value });
export const i32s = (value: readonly number[]): MetadataValue => ({ type: 'i32s', value });

export type Put = (bytes: Uint8Array) => void;

export interface Tensor {
  name: string;
  type: keyof typeof tensorTypes;
  /** The row's length first, as the format has it. */
  dims: readonly number[];
  /** The bytes, or who writes them piece by piece: a large model is never held whole. */
  data: Uint8Array | ((put: Put) => void);
  /** Where the header says the data is; default: where it really is. */
  offset?: number;
}

export interface Model {
  metadata: Metadata;
  tensors: Tensor[];
}

const alignment = 32;
const aligned = (size: number): number => Math.ceil(size / alignment) * alignment;

export function tensorBytes({ name, type, dims }: Pick<Tensor, 'name' | 'type' | 'dims'>): number {
  const [, perBlock, blockBytes] = tensorTypes[type];
  if ((dims[0] ?? 0) % perBlock !== 0) throw new Error(`${name}: a row of ${type} is a multiple of ${perBlock}`);
  return (dims.reduce((product, dim) => product * dim, 1) / perBlock) * blockBytes;
}

/** Everything before the tensors' data, filled up to the alignment. */
export function encodeHeader({ metadata, tensors }: Model): Buffer {
  const parts = [Buffer.from('GGUF'), number('u32', 3), number('u64', tensors.length), number('u64', metadata.size)];
  for (const [key, value] of metadata) parts.push(text(key), encodeValue(value));
  let offset = 0;
  for (const tensor of tensors) {
    parts.push(text(tensor.name), number('u32', tensor.dims.length));
    for (const dim of tensor.dims) parts.push(number('u64', dim));
    parts.push(number('u32', tensorTypes[tensor.type][0]), number('u64', tensor.offset ?? offset));
    offset += aligned(tensorBytes(tensor));
  }
  const header = Buffer.concat(parts);
  return Buffer.concat([header], aligned(header.length));
}

export function writeGguf(path: string, model: Model): void {
  const file = openSync(path, 'w');
  try {
    const put: Put = (bytes) => {
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    };
    put(encodeHeader(model));
    for (const tensor of model.tensors) writeTensor(tensor, put);
  } finally {
    closeSync(file);
  }
}

function writeTensor(tensor: Tensor, put: Put): void {
  const size = tensorBytes(tensor);
  let written = 0;
  const counted: Put = (bytes) => {
    written += bytes.length;
    put(bytes);
  };
  if (typeof tensor.data === 'function') tensor.data(counted);
  else counted(tensor.data);
  if (written !== size) throw new Error(`${tensor.name}: ${written} bytes were written, ${size} belong there`);
  put(Buffer.alloc(aligned(size) - size));
}

const encodeValue = (entry: MetadataValue): Buffer => Buffer.concat(valueParts(entry));

function valueParts(entry: MetadataValue): Buffer[] {
  switch (entry.type) {
    case 'str':
      return [tag('str'), text(entry.value)];
    case 'bool':
      return [tag('bool'), Buffer.from([entry.value ? 1 : 0])];
    case 'strings':
      return [tag('arr'), tag('str'), number('u64', entry.value.length), texts(entry.value)];
    case 'f32s':
      return [tag('arr'), tag('f32'), number('u64', entry.value.length), bytesOf(Float32Array.from(entry.value))];
    case 'i32s':
      return [tag('arr'), tag('i32'), number('u64', entry.value.length), bytesOf(Int32Array.from(entry.value))];
    case 'u16':
    case 'u32':
    case 'i32':
    case 'u64':
    case 'f32':
      return [tag(entry.type), number(entry.type, entry.value)];
  }
}

const tag = (type: keyof typeof valueTypes): Buffer => number('u32', valueTypes[type]);

export const text = (value: string): Buffer => {
  const bytes = Buffer.from(value);
  return Buffer.concat([number('u64', bytes.length), bytes]);
};

/** As one buffer: a vocabulary has hundreds of thousands. */
function texts(values: readonly string[]): Buffer {
  const sizes = values.map((value) => Buffer.byteLength(value));
  const bytes = Buffer.alloc(sizes.reduce((sum, size) => sum + 8 + size, 0));
  let at = 0;
  for (const [index, value] of values.entries()) {
    bytes.writeUInt32LE(sizes[index] ?? 0, at);
    at += 8;
    at += bytes.write(value, at);
  }
  return bytes;
}

export function number(type: 'u16' | 'u32' | 'i32' | 'u64' | 'f32', value: number): Buffer {
  const bytes = Buffer.alloc({ u16: 2, u32: 4, i32: 4, u64: 8, f32: 4 }[type]);
  if (type === 'u64') bytes.writeBigUInt64LE(BigInt(value));
  else if (type === 'u16') bytes.writeUInt16LE(value);
  else if (type === 'u32') bytes.writeUInt32LE(value);
  else if (type === 'i32') bytes.writeInt32LE(value);
  else bytes.writeFloatLE(value);
  return bytes;
}

export const bytesOf = (values: Float32Array | Int32Array): Buffer => Buffer.from(values.buffer);
