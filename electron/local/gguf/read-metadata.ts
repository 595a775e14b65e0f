import { type ByteReader, takeCount, takeU32 } from './byte-reader.ts';
import type { GgufArray, GgufScalar, GgufValue } from './header.ts';
import { headerLimits } from './limits.ts';
import { checkHeaderBytes, readText, skipTexts, type TokenSearch } from './read-texts.ts';
import { type ScalarType, scalars, valueType } from './scalars.ts';

/** Reads so many keys with their values. */
export async function readMetadata(
  reader: ByteReader,
  count: number,
  search: TokenSearch,
): Promise<Map<string, GgufValue>> {
  const metadata = new Map<string, GgufValue>();
  let kept = 0;
  for (let index = 0; index < count; index++) {
    const key = await readKey(reader);
    if (metadata.has(key))
      throw reader.refuse('bad-value', `has the key ${key} twice: it is damaged. Download it again.`);
    await reader.need(4);
    const value = await readValue(reader, key, search);
    metadata.set(key, value);
    kept += key.length + sizeOf(value);
    if (kept > headerLimits.keptBytes)
      throw reader.refuse('too-large', 'has more metadata than any model. Download it again.');
    checkHeaderBytes(reader);
  }
  return metadata;
}

async function readKey(reader: ByteReader): Promise<string> {
  const { text, length } = await readText(reader, 'length of a key', headerLimits.keyBytes);
  if (text === null)
    throw reader.refuse('too-large', `has a key of ${length} bytes: it is damaged. Download it again.`);
  return text;
}

async function readValue(reader: ByteReader, key: string, search: TokenSearch): Promise<GgufValue> {
  const number = takeU32(reader);
  const type = valueType(number);
  if (type === undefined) throw unknownType(reader, key, number);
  if (type === 'arr') return readArray(reader, key, search);
  if (type === 'str') {
    const { text, length } = await readText(reader, `length of ${key}`, headerLimits.keptTextBytes);
    return text ?? { of: 'u8', length, values: null };
  }
  await reader.need(scalars[type].bytes);
  return scalars[type].read(reader);
}

async function readArray(reader: ByteReader, key: string, search: TokenSearch): Promise<GgufArray> {
  await reader.need(12);
  const number = takeU32(reader);
  const of = valueType(number);
  const length = takeCount(reader, `length of ${key}`);
  // No reader of the format takes arrays of arrays.
  if (of === undefined || of === 'arr') throw unknownType(reader, key, number);
  if (of === 'str') return readTexts(reader, key, length, search);
  return readNumbers(reader, of, length);
}

async function readNumbers(reader: ByteReader, of: ScalarType, length: number): Promise<GgufArray> {
  const { bytes, read } = scalars[of];
  if (length > headerLimits.keptElements) {
    reader.skip(length * bytes);
    return { of, length, values: null };
  }
  await reader.need(length * bytes);
  return { of, length, values: Array.from({ length }, () => read(reader)) };
}

async function readTexts(reader: ByteReader, key: string, length: number, search: TokenSearch): Promise<GgufArray> {
  const isVocabulary = key === 'tokenizer.ggml.tokens';
  if (isVocabulary || length > headerLimits.keptElements) {
    await skipTexts(reader, length, isVocabulary ? search : undefined);
    return { of: 'str', length, values: null };
  }
  const values: GgufScalar[] = [];
  let isWhole = true;
  for (let index = 0; index < length; index++) {
    const { text } = await readText(reader, `length of ${key}`, headerLimits.keptElementBytes);
    if (text === null) isWhole = false;
    else values.push(text);
  }
  return { of: 'str', length, values: isWhole ? values : null };
}

const unknownType = (reader: ByteReader, key: string, number: number) =>
  reader.refuse(
    'unknown-type',
    `has a value of an unknown type (${number}) at ${key}: it is damaged. Download it again.`,
  );

function sizeOf(value: GgufValue): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object') return 8;
  return value.values?.reduce<number>((sum, each) => sum + (typeof each === 'string' ? each.length : 8), 0) ?? 0;
}
