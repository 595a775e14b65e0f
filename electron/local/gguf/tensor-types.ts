interface TensorType {
  name: string;
  /** Values a block, and bytes a block. Zero for types that engines no longer read. */
  values: number;
  bytes: number;
}

const type = (name: string, values: number, bytes: number): TensorType => ({ name, values, bytes });
const gone = (name: string): TensorType => type(name, 0, 0);

/** Index is the number in the file. A test compares the sizes with those of the engine. */
export const tensorTypes: readonly TensorType[] = [
  type('F32', 1, 4),
  type('F16', 1, 2),
  type('Q4_0', 32, 18),
  type('Q4_1', 32, 20),
  gone('Q4_2'),
  gone('Q4_3'),
  type('Q5_0', 32, 22),
  type('Q5_1', 32, 24),
  type('Q8_0', 32, 34),
  type('Q8_1', 32, 36),
  type('Q2_K', 256, 84),
  type('Q3_K', 256, 110),
  type('Q4_K', 256, 144),
  type('Q5_K', 256, 176),
  type('Q6_K', 256, 210),
  type('Q8_K', 256, 292),
  type('IQ2_XXS', 256, 66),
  type('IQ2_XS', 256, 74),
  type('IQ3_XXS', 256, 98),
  type('IQ1_S', 256, 50),
  type('IQ4_NL', 32, 18),
  type('IQ3_S', 256, 110),
  type('IQ2_S', 256, 82),
  type('IQ4_XS', 256, 136),
  type('I8', 1, 1),
  type('I16', 1, 2),
  type('I32', 1, 4),
  type('I64', 1, 8),
  type('F64', 1, 8),
  type('IQ1_M', 256, 56),
  type('BF16', 1, 2),
  gone('Q4_0_4_4'),
  gone('Q4_0_4_8'),
  gone('Q4_0_8_8'),
  type('TQ1_0', 256, 54),
  type('TQ2_0', 256, 66),
  gone('IQ4_NL_4_4'),
  gone('IQ4_NL_4_8'),
  gone('IQ4_NL_8_8'),
  type('MXFP4', 32, 17),
  type('NVFP4', 64, 36),
  type('Q1_0', 128, 18),
  type('Q2_0', 64, 18),
];
