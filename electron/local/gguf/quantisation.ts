import type { GgufTensor } from './header.ts';

/** What `general.file_type` stands for; empty where the number is not in use any more. */
const fileTypes: readonly string[] = [
  'F32',
  'F16',
  'Q4_0',
  'Q4_1',
  'Q4_1',
  '',
  '',
  'Q8_0',
  'Q5_0',
  'Q5_1',
  'Q2_K',
  'Q3_K_S',
  'Q3_K_M',
  'Q3_K_L',
  'Q4_K_S',
  'Q4_K_M',
  'Q5_K_S',
  'Q5_K_M',
  'Q6_K',
  'IQ2_XXS',
  'IQ2_XS',
  'Q2_K_S',
  'IQ3_XS',
  'IQ3_XXS',
  'IQ1_S',
  'IQ4_NL',
  'IQ3_S',
  'IQ3_M',
  'IQ2_S',
  'IQ2_M',
  'IQ4_XS',
  'IQ1_M',
  'BF16',
  '',
  '',
  '',
  'TQ1_0',
  'TQ2_0',
  'MXFP4',
  'NVFP4',
  'Q1_0',
  'Q2_0',
];
/** Set by converters that guessed the type. */
const guessed = 1024;

/** The file's own word for its quantisation, unless its tensors say otherwise: then the type most of it is in. */
export function quantisation(fileType: number | null, tensors: readonly GgufTensor[]): string {
  const label = fileType === null ? '' : (fileTypes[fileType & ~guessed] ?? '');
  const main = mainType(tensors);
  if (label === '') return main ?? 'unknown';
  if (main === undefined) return label;
  const ratio = bitsOf(label) / meanBits(tensors);
  // Small models keep much in larger types, so only a label that is far off is not believed.
  return ratio > 2.5 || ratio < 1 / 2.5 ? main : label;
}

function mainType(tensors: readonly GgufTensor[]): string | undefined {
  const elements = new Map<string, number>();
  for (const tensor of tensors) elements.set(tensor.type, (elements.get(tensor.type) ?? 0) + tensor.elements);
  return [...elements].toSorted(([, a], [, b]) => b - a)[0]?.[0];
}

function meanBits(tensors: readonly GgufTensor[]): number {
  const sum = (value: (tensor: GgufTensor) => number) => tensors.reduce((total, tensor) => total + value(tensor), 0);
  return (sum(({ bytes }) => bytes) * 8) / sum(({ elements }) => elements);
}

/** `Q4_K_M` is about 4 bits a value, `F16` 16. */
const bitsOf = (label: string): number => Number(/\d+/.exec(label)?.[0] ?? 16);
