// Catches: an engine that was updated and knows types, or sizes of types, that the parser does not.
import { GgmlType, getLlama, LlamaLogLevel } from 'node-llama-cpp';
import { expect, test } from 'vitest';
import { tensorTypes } from '../../../../electron/local/gguf/tensor-types.ts';

test('names and sizes are those of the engine', async () => {
  await using llama = await getLlama({ gpu: false, build: 'never', logLevel: LlamaLogLevel.error, maxThreads: 1 });
  // The engine's own table of sizes, which it does not offer to others.
  const bindings = Reflect.get(llama, '_bindings') as Record<
    'getBlockSizeForGgmlType' | 'getTypeSizeForGgmlType',
    (type: number) => number
  >;
  const numbers = Object.values(GgmlType).filter((type) => typeof type === 'number');
  const engine = numbers.map((type) => ({
    name: GgmlType[type],
    values: bindings.getBlockSizeForGgmlType(type),
    bytes: bindings.getTypeSizeForGgmlType(type),
  }));
  expect(tensorTypes).toEqual(engine);
});
