// Catches: a label that the file's weights do not bear out, which is then believed for speed and memory.
import { expect, test } from 'vitest';
import { quantisation } from '../../../../electron/local/gguf/quantisation.ts';
import { tensorTypes } from '../../../../electron/local/gguf/tensor-types.ts';

const tensor = (type: string, elements: number) => {
  const { values, bytes } = tensorTypes.find(({ name }) => name === type) ?? { values: 1, bytes: 1 };
  return { name: type, dims: [elements], type, elements, offset: 0, bytes: (elements / values) * bytes };
};
const mostly = (type: string) => [tensor(type, 2 ** 20), tensor('F32', 2 ** 10)];

test.each([
  ['as the file says', 15, mostly('Q4_K'), 'Q4_K_M'],
  ['as the file says, of a kind with larger parts', 14, [tensor('Q4_K', 2 ** 20), tensor('Q8_0', 2 ** 20)], 'Q4_K_S'],
  ['a type that a converter guessed', 1024 + 7, mostly('Q8_0'), 'Q8_0'],
  ['nothing said', null, mostly('IQ4_XS'), 'IQ4_XS'],
  ['a number that nobody knows', 999, mostly('Q6_K'), 'Q6_K'],
  ['left at F16 by whoever quantised it', 1, mostly('Q4_K'), 'Q4_K'],
  ['left at F32', 0, mostly('Q8_0'), 'Q8_0'],
  ['said to be small, but it is not', 10, mostly('F16'), 'F16'],
  ['a new kind of four bits', 38, mostly('MXFP4'), 'MXFP4'],
  ['no tensors in this part', 7, [], 'Q8_0'],
  ['nothing to go by', null, [], 'unknown'],
] as const)('%s', (_, fileType, tensors, label) => {
  expect(quantisation(fileType, tensors)).toBe(label);
});
