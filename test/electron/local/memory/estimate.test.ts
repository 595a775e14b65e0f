// Catches: a model called loadable that is not, `auto` that fills the memory, and advice that does not help.
import { describe, expect, test } from 'vitest';
import { estimate } from '../../../../electron/local/memory/estimate.ts';
import type { LoadChoices } from '../../../../shared/model/load-settings.ts';
import { gib, input, shape } from './setup.ts';

const weights = 4.5 * gib;
/** Of one slot with so many tokens. */
const cacheOf = (tokens: number): number => tokens * 64 * 1024;

describe('verdict', () => {
  test('the numbers add up', () => {
    const result = estimate(input({ settings: { contextSize: 8192, slots: 2 } }));
    expect(result).toMatchObject({ verdict: 'fits', weights, cache: 2 * cacheOf(8192), vram: 0, nearest: null });
    expect(result.ram).toBe(result.weights + result.cache + result.compute);
    expect(result.mapped).toBe(weights);
  });

  test('a context is rounded up to whole blocks, as the engine does', () => {
    expect(estimate(input({ settings: { contextSize: 1000, slots: 3 } })).cache).toBe(3 * cacheOf(1024));
  });

  test.each([
    [8, 'fits'],
    [5.5, 'tight'],
    [4.8, 'will-not-fit'],
  ] as const)('with %d GiB free it %s', (free, verdict) => {
    const settings = { contextSize: 4096, slots: 1 };
    expect(estimate(input({ machine: { ramFree: free * gib }, settings })).verdict).toBe(verdict);
  });

  test('a small machine is not always tight: a tenth of it may be left instead of a GiB', () => {
    const settings = { contextSize: 4096, slots: 1 };
    const small = { ramTotal: 6 * gib, ramFree: 5.9 * gib };
    expect(estimate(input({ machine: small, settings })).verdict).toBe('fits');
  });

  test('a limit is hard, and may be used up', () => {
    const settings: LoadChoices = { contextSize: 4096, slots: 1, flashAttention: 'on' };
    const { ram } = estimate(input({ settings }));
    expect(estimate(input({ settings, limitFree: ram })).verdict).toBe('fits');
    const refused = estimate(input({ settings, limitFree: ram - 1 }));
    expect(refused).toMatchObject({ verdict: 'will-not-fit', ramFree: ram - 1 });
  });

  test('unified memory counts once for both', () => {
    const settings: LoadChoices = { contextSize: 4096, slots: 1, gpuLayers: 33 };
    const apple = { ramTotal: 8 * gib, ramFree: 4.5 * gib, vramTotal: 6 * gib, vramFree: 6 * gib, isUnified: true };
    expect(estimate(input({ machine: apple, settings })).verdict).toBe('will-not-fit');
    expect(estimate(input({ machine: { ...apple, ramFree: 7 * gib }, settings })).verdict).toBe('fits');
  });

  test('a file whose header does not tell is not refused', () => {
    const result = estimate(input({ shape: null, machine: { ramFree: gib } }));
    expect(result).toMatchObject({ verdict: 'unknown', weights, ram: weights, nearest: null, isApproximate: true });
  });

  test('weights that are copied are not given back to the system', () => {
    expect(estimate(input({ settings: { mmap: false } })).mapped).toBe(0);
    expect(estimate(input({ settings: { mlock: true } })).mapped).toBe(0);
  });

  test('the draft model and the adapters count', () => {
    const settings = { contextSize: 4096, slots: 2 };
    const alone = estimate(input({ settings }));
    const draft = shape({ layers: shape().layers.slice(0, 2) });
    const both = estimate(input({ settings, draft, adapters: 1000 }));
    expect(both.weights - alone.weights).toBe(0.75 * gib + 1000);
    expect(both.cache - alone.cache).toBe((2 * cacheOf(4096) * 2) / 32);
  });

  test('a text for a vector is read in one go, in one slot', () => {
    const settings = { contextSize: 8192, slots: 4 };
    const result = estimate(input({ purpose: 'embedding', settings }));
    expect(result.cache).toBe(cacheOf(8192));
    expect(result.compute).toBeGreaterThan(8192 * 32_000 * 4);
  });
});

describe('auto', () => {
  test('takes what the model was trained for, up to a bound', () => {
    const small = shape({ trainContext: 2048 });
    expect(estimate(input({ shape: small })).contextSize).toBe(2048);
    const light = shape({ layers: shape().layers.slice(0, 4) });
    expect(estimate(input({ shape: light })).contextSize).toBe(32_768);
  });

  test('conversations get no more than the weights have, nor than half of what is left', () => {
    // 4.5 GiB of weights: 4 slots of 16,384 tokens would take 4 GiB, of 24,576 tokens 6 GiB.
    expect(estimate(input()).contextSize).toBe(16_384);
    expect(estimate(input({ machine: { ramFree: 8 * gib } })).contextSize).toBe(6144);
  });

  test('is not below what an answer needs: then it does not fit', () => {
    expect(estimate(input({ machine: { ramFree: 3 * gib } }))).toMatchObject({
      verdict: 'will-not-fit',
      contextSize: 2048,
      nearest: null,
    });
  });

  test('all layers go to the GPU when they fit there', () => {
    const gpu = { vramTotal: 24 * gib, vramFree: 23 * gib };
    const result = estimate(input({ machine: gpu }));
    expect(result).toMatchObject({ gpuLayers: 33, totalLayers: 33, verdict: 'fits', contextSize: 16_384 });
    expect(result.ram).toBeLessThan(gib);
    expect(result.vram).toBeLessThan(23 * gib);
  });

  test('as many as fit when not all do, with a context that is still of use', () => {
    const gpu = { vramTotal: 4 * gib, vramFree: 3.9 * gib };
    const { gpuLayers, contextSize, verdict, vram } = estimate(input({ machine: gpu }));
    expect(verdict).toBe('fits');
    expect(gpuLayers).toBeGreaterThan(4);
    expect(gpuLayers).toBeLessThan(33);
    expect(contextSize).toBe(8192);
    expect(vram).toBeLessThan(3.9 * gib);
  });

  test('attention is flash but where the CPU has the memory for its scores', () => {
    const isFlash = (settings: LoadChoices, machine = {}): boolean =>
      estimate(input({ settings, machine })).plan.flashAttention;
    expect(isFlash({ contextSize: 4096 })).toBe(false);
    expect(isFlash({ contextSize: 4096, flashAttention: 'on' })).toBe(true);
    expect(isFlash({ contextSize: 4096, cacheValueType: 'Q8_0' })).toBe(true);
    expect(isFlash({ contextSize: 32_768 })).toBe(true);
    expect(isFlash({ contextSize: 4096 }, { vramTotal: 24 * gib, vramFree: 23 * gib })).toBe(true);
    // Rather slower than not at all.
    const limitFree = estimate(input({ settings: { contextSize: 4096, flashAttention: 'on' } })).ram;
    const limited = estimate(input({ settings: { contextSize: 4096 }, limitFree }));
    expect(limited).toMatchObject({ verdict: 'fits', plan: { flashAttention: true } });
  });

  test('the CPU was chosen: nothing goes to the GPU', () => {
    const machine = { vramTotal: 24 * gib, vramFree: 23 * gib };
    expect(estimate(input({ machine, settings: { backend: 'cpu' } }))).toMatchObject({ gpuLayers: 0, vram: 0 });
  });

  test('the embeddings stay in RAM, a tied output is copied to the GPU', () => {
    const machine = { vramTotal: 24 * gib, vramFree: 23 * gib };
    const settings: LoadChoices = { gpuLayers: 33, contextSize: 4096, slots: 1 };
    const tied = shape({ isTied: true, outputBytes: 0 });
    expect(estimate(input({ shape: tied, machine, settings })).weights).toBe(weights);
    expect(estimate(input({ shape: tied, settings: { ...settings, gpuLayers: 0 } })).weights).toBe(weights - gib / 4);
  });
});

describe('the nearest that fits', () => {
  const nearest = (free: number, settings: LoadChoices) => {
    const result = estimate(input({ machine: { ramFree: free * gib }, settings }));
    expect(result.verdict).toBe('will-not-fit');
    if (result.nearest) {
      const changed = estimate(
        input({ machine: { ramFree: free * gib }, settings: { ...settings, ...result.nearest } }),
      );
      expect(changed.verdict).not.toBe('will-not-fit');
    }
    return result.nearest;
  };

  test.each<[string, number, LoadChoices, LoadChoices | null]>([
    ['fewer slots', 12, { contextSize: 32_768, slots: 4 }, { slots: 3 }],
    ['less context', 6, { contextSize: 32_768, slots: 1 }, { contextSize: 16_384 }],
    ['a smaller cache', 4.67, { contextSize: 2048, slots: 1 }, { cacheKeyType: 'Q8_0', cacheValueType: 'Q8_0' }],
    ['slots and context together', 5.2, { contextSize: 32_768, slots: 4 }, { slots: 1, contextSize: 8192 }],
    ['nothing helps', 4, { contextSize: 32_768, slots: 4 }, null],
  ])('%s', (_name, free, settings, expected) => {
    expect(nearest(free, settings)).toEqual(expected);
  });

  test('no quantised values without flash attention, and none for heads that blocks do not divide', () => {
    const settings: LoadChoices = { contextSize: 2048, slots: 1 };
    expect(nearest(4.7, { ...settings, flashAttention: 'off' })).toEqual({ cacheKeyType: 'Q8_0' });
    const odd = shape({ headWidth: 80 });
    expect(estimate(input({ shape: odd, machine: { ramFree: 4.67 * gib }, settings })).nearest).toBeNull();
  });

  test('fewer layers on the GPU', () => {
    const machine = { vramTotal: 4 * gib, vramFree: 3 * gib };
    const settings: LoadChoices = { contextSize: 2048, slots: 1, gpuLayers: 33 };
    const { nearest: change } = estimate(input({ machine, settings }));
    expect(Object.keys(change ?? {})).toEqual(['gpuLayers']);
    expect(change?.gpuLayers).toBeLessThan(33);
  });
});
