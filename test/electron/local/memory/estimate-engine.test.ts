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
import type { Model } from '../../../helpers/models/build/gguf-writer.ts';
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

/** Where the estimate is off. Too low may end in a crash, too high only in a smaller context. */
function off(what: string, ours: number, real: number): string[] {
  const isNear = ours > real * 0.98 - slack && ours < real * 1.15 + slack;
  return isNear ? [] : [`${what}: ${ours} estimated, ${real} taken`];
}

const weightsOff = (shape: MemoryShape, real: number): string[] => {
  const { weights } = sizesOf(shape, plan({}));
  return Math.abs(weights - real) < real / 1000 + slack ? [] : [`weights: ${weights} estimated, ${real} taken`];
};

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

  test.each(Object.entries(models))('%s', { timeout: 120_000 }, async (name, build) => {
    const path = await build();
    const shape = shapeOf(await readModel(path));
    await using model = await llama.loadModel({ modelPath: path, gpuLayers: 0 });
    const problems = [...weightsOff(shape, model.memoryUsage.ram), ...weightsOff(shape, model.size)];
    // The large one once: it is compared in all ways below, where no memory is taken.
    const compared = Object.entries(name === 'random-half' ? { plain: plan({}) } : plans);
    for (const [what, wanted] of compared) problems.push(...(await contextOff(model, shape, { what, wanted })));
    expect(problems).toEqual([]);
  });

  interface Compared {
    what: string;
    wanted: LoadPlan;
  }

  async function contextOff(model: LlamaModel, shape: MemoryShape, { what, wanted }: Compared): Promise<string[]> {
    await using context = await model.createContext({
      contextSize: wanted.contextSize,
      sequences: wanted.slots,
      batchSize: wanted.batchSize,
      flashAttention: wanted.flashAttention,
      threads: 1,
      experimentalKvCacheKeyType: wanted.cacheKeyType,
      experimentalKvCacheValueType: wanted.cacheValueType,
    });
    const { cache, compute, ram } = sizesOf(shape, wanted);
    const inAll = await llama.getLlamaMemoryUsage();
    return [...off(what, cache + compute, context.memoryUsage.ram), ...off(`${what}, in all`, ram, inAll.cpuRam)];
  }
});

/** The engine reserves the graph of a model without taking memory for it: so large ones can be compared as well. */
describe('reserved by the engine', () => {
  const models: [string, () => Model][] = Object.entries(families).map(([name, family]) => [
    name,
    () => sparseModel(family),
  ]);

  test.each([...models, ['random-half', randomHalf] as const])('%s', { timeout: 60_000 }, async (_name, build) => {
    const path = join(folder, 'reserved.gguf');
    writeSparse(path, build());
    const shape = shapeOf(await readModel(path));
    const insights = await GgufInsights.from(await readGgufFileInfo(path), llama);
    const weights = await insights.estimateModelResourceRequirementsV2({ gpuLayers: 0, useMmap: true });
    const problems = weightsOff(shape, weights.cpuRam);
    for (const [what, wanted] of Object.entries({ ...plans, 'whole context': plan({ contextSize: 131_072 }) })) {
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
      problems.push(...off(what, cache + compute, real.cpuRam));
    }
    expect(problems).toEqual([]);
  });
});
