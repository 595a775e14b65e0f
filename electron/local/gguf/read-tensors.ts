import { type ByteReader, takeCount, takeU32 } from './byte-reader.ts';
import type { GgufTensor } from './header.ts';
import { headerLimits } from './limits.ts';
import { readText } from './read-texts.ts';
import { tensorTypes } from './tensor-types.ts';

/** Reads so many descriptions of tensors; `offset` still counts from where the data begins. */
export async function readTensors(reader: ByteReader, count: number): Promise<GgufTensor[]> {
  const tensors: GgufTensor[] = [];
  const names = new Set<string>();
  for (let index = 0; index < count; index++) {
    const tensor = await readTensor(reader);
    if (names.has(tensor.name)) {
      throw reader.refuse('bad-value', `has the tensor ${tensor.name} twice: it is damaged. Download it again.`);
    }
    names.add(tensor.name);
    tensors.push(tensor);
  }
  return tensors;
}

async function readTensor(reader: ByteReader): Promise<GgufTensor> {
  const { text: name } = await readText(reader, 'length of a tensor’s name', headerLimits.tensorNameBytes);
  if (name === null)
    throw reader.refuse('too-large', 'has a tensor with too long a name: it is damaged. Download it again.');
  await reader.need(4);
  const dimensions = takeU32(reader);
  if (dimensions < 1 || dimensions > headerLimits.dimensions) throw badShape(reader, name, `${dimensions} dimensions`);
  await reader.need(dimensions * 8 + 12);
  const dims = Array.from({ length: dimensions }, () => takeCount(reader, `dimension of ${name}`));
  const typeNumber = takeU32(reader);
  const offset = takeCount(reader, `place of ${name}`);

  const elements = dims.reduce((product, dim) => product * dim, 1);
  if (!Number.isSafeInteger(elements) || elements === 0) throw badShape(reader, name, `the shape ${dims.join(' x ')}`);
  const type = tensorTypes[typeNumber];
  if (!type) {
    throw reader.refuse(
      'unknown-type',
      `needs a newer engine: ${name} is of the unknown type ${typeNumber}. Update Switchyard.`,
    );
  }
  if (type.values === 0) {
    throw reader.refuse(
      'unknown-type',
      `is quantised as ${type.name}, which engines no longer read. Download another quantisation of this model.`,
    );
  }
  if ((dims[0] ?? 0) % type.values !== 0) throw badShape(reader, name, `rows of ${dims[0]} as ${type.name}`);
  return { name, dims, type: type.name, elements, offset, bytes: (elements / type.values) * type.bytes };
}

const badShape = (reader: ByteReader, name: string, what: string) =>
  reader.refuse('bad-value', `has a tensor that cannot be, ${name} with ${what}: it is damaged. Download it again.`);
