// Catches: an estimate that is not what the engine takes, for any part of it: weights, cache, scratch space.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  GgmlType,
  GgufInsights,
  getLlama,
  type Llama,
  LlamaLogLevel,
  type LlamaModel,
  readGgufFileInfo,
} from 'node-llama-cpp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readModel } from '../../../../electron/local/gguf/read-model.ts';
import type { LoadPlan } from '../../../../electron/local/memory/plan.ts';
import { type MemoryShape, shapeOf } from '../../../../electron/local/memory/shape.ts';
import { sizesOf } from '../../../../electron/local/memory/sizes.ts';
import { randomHalf } from '../../../helpers/models/build/random.ts';
import { testModel } from '../../../helpers/models/test-model.ts';
import { families, sparseModel, writeSparse } from './sparse-model.ts';

const folder = mkdtempSync(join(tmpdir(), 'switchyard-estimate-'));
let llama: Llama;
beforeAll(async () => {
  const quiet = { progressLogs: false, logLevel: LlamaLogLevel.error };
  llama = await getLlama({ gpu: false, build: 'never', skipDownload: true, maxThreads: 2, ...quiet });
});
afterAll(async () => {
  await llama.dispose();
  rmSync(folder, { recursive: true, force: true });
});

const plan = (changes: Partial<LoadPlan>): LoadPlan => ({
  contextSize: 4096,
  slots: 1,
  batchSize: 512,
  gpuLayers: 0,
  flashAttention: true,
  cacheKeyType: 'F16',
  cacheValueType: 'F16',
  ...changes,
});

const plans: Record<string, LoadPlan> = {
  plain: plan({}),
  'four slots': plan({ slots: 4 }),
  'long context': plan({ contextSize: 16_384 }),
  'not in whole blocks': plan({ contextSize: 1000, slots: 3, batchSize: 64 }),
  'large batch': plan({ batchSize: 2048 }),
  'without flash attention': plan({ flashAttention: false }),
  'eight bits': plan({ cacheKeyType: 'Q8_0', cacheValueType: 'Q8_0' }),
  'four bits, four slots': plan({ slots: 4, cacheKeyType: 'Q4_0', cacheValueType: 'Q4_0' }),
};

/** What a tiny model takes beside its tensors. */
const slack = 1024 ** 2;

function expectSame(ours: number, real: number): void {
  expect(Math.abs(ours - real)).toBeLessThan(real / 1000 + slack);
}

/** Too low may end in a crash, too high only in a smaller context. */
function expectNear(ours: number, real: number, what: string): void {
  expect(ours, `${what}: too low`).toBeGreaterThan(real * 0.98 - slack);
  expect(ours, `${what}: too high`).toBeLessThan(real * 1.15 + slack);
}

describe('loaded for real', () => {
  const models: Record<string, () => Promise<string>> = {
    talker: () => testModel('talker'),
    'random-small': () => testModel('random-small'),
    'random-half': () => {
      const path = join(folder, 'random-half.gguf');
      writeSparse(path, randomHalf());
      return Promise.resolve(path);
    },
  };

  for (const [name, build] of Object.entries(models)) {
    test(name, { timeout: 120_000 }, async () => {
      const path = await build();
      const shape = shapeOf(await readModel(path));
      await using model = await llama.loadModel({ modelPath: path, gpuLayers: 0 });
      const { weights } = sizesOf(shape, plan({}));
      expectSame(weights, model.memoryUsage.ram);
      expectSame(weights, model.size);
      // The large one once: the others are compared below, where no memory is taken.
      const compared = Object.entries(name === 'random-half' ? { plain: plan({}) } : plans);
      for (const [what, wanted] of compared) await compareContext(model, shape, { what, wanted });
    });
  }

  interface Compared {
    what: string;
    wanted: LoadPlan;
  }

  async function compareContext(model: LlamaModel, shape: MemoryShape, { what, wanted }: Compared): Promise<void> {
    await using context = await model.createContext({
      contextSize: wanted.contextSize,
      sequences: wanted.slots,
      batchSize: wanted.batchSize,
      flashAttention: wanted.flashAttention,
      threads: 1,
      experimentalKvCacheKeyType: wanted.cacheKeyType,
      experimentalKvCacheValueType: wanted.cacheValueType,
    });
    const { cache, compute, ram, vram } = sizesOf(shape, wanted);
    expectNear(cache + compute, context.memoryUsage.ram, what);
    expectNear(ram, (await llama.getLlamaMemoryUsage()).cpuRam, what);
    expect(vram).toBe(0);
  }
});

/** The engine reserves the graph of a model without taking memory for it: so large ones can be compared as well. */
describe('reserved by the engine', () => {
  const models = Object.entries(families).map(([name, family]) => [name, () => sparseModel(family)] as const);
  for (const [name, build] of [...models, ['random-half', randomHalf] as const]) {
    test(name, async () => {
      const path = join(folder, 'reserved.gguf');
      writeSparse(path, build());
      const shape = shapeOf(await readModel(path));
      const insights = await GgufInsights.from(await readGgufFileInfo(path), llama);
      const weights = await insights.estimateModelResourceRequirementsV2({ gpuLayers: 0, useMmap: true });
      expectSame(sizesOf(shape, plan({})).weights, weights.cpuRam);
      const longest = { 'whole context': plan({ contextSize: 131_072 }) };
      for (const [what, wanted] of Object.entries({ ...plans, ...longest })) {
        const real = await insights.estimateContextResourceRequirementsV2({
          contextSize: wanted.contextSize,
          sequences: wanted.slots,
          batchSize: wanted.batchSize,
          modelGpuLayers: 0,
          flashAttention: wanted.flashAttention,
          kvCacheKeyType: GgmlType[wanted.cacheKeyType],
          kvCacheValueType: GgmlType[wanted.cacheValueType],
        });
        // It adds one token to the batch of models whose layers slide.
        const batchSize = wanted.batchSize + (shape.slidingWindow > 0 ? 1 : 0);
        const { cache, compute } = sizesOf(shape, { ...wanted, batchSize });
        expectNear(cache + compute, real.cpuRam, what);
      }
    });
  }
});
