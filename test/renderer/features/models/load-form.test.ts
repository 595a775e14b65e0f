// Catches: a form that shows other defaults or bounds than the host has, stores what nobody chose, hides that a choice
// clashes with another, and a slider that cannot reach what the model was trained for.
import { describe, expect, it, test } from 'vitest';
import type { z } from 'zod';
import {
  cacheTypes,
  choose,
  contextSteps,
  defaults,
  faultsOf,
  mostAdapters,
  nearestStep,
  ranges,
  sameChoices,
  scaleRange,
  settingsOf,
} from '../../../../renderer/features/models/load-sheet/load-form.ts';
import { cacheType, loadChoices, loadSettings } from '../../../../shared/model/load-settings.ts';

describe('what the window knows of the schema', () => {
  it('is what the schema says', () => {
    expect(defaults).toEqual(loadSettings.parse({}));
    expect([...cacheTypes]).toEqual(cacheType.options);
  });

  test.each(Object.entries(ranges))('the bounds of %s are the ones the host accepts', (field, { min, max }) => {
    const accepts = (value: number): boolean => loadChoices.safeParse({ [field]: value }).success;
    expect([accepts(min), accepts(max), accepts(min - 1), accepts(max + 1)]).toEqual([true, true, false, false]);
  });

  it('has the bounds of adapters', () => {
    const accepts = (scale: number, count = 1): boolean =>
      loadChoices.safeParse({ lora: Array(count).fill({ path: '/a', scale }) }).success;
    expect([accepts(scaleRange.min), accepts(scaleRange.max), accepts(scaleRange.max + 1)]).toEqual([
      true,
      true,
      false,
    ]);
    expect([accepts(1, mostAdapters), accepts(1, mostAdapters + 1)]).toEqual([true, false]);
  });
});

describe('choosing', () => {
  it('keeps only what differs from the defaults', () => {
    const chosen = choose(choose({}, 'slots', 2), 'contextSize', 4096);
    expect(chosen).toEqual({ slots: 2, contextSize: 4096 });
    expect(choose(choose(chosen, 'slots', 4), 'contextSize', 'auto')).toEqual({});
    expect(choose(chosen, 'slots', undefined)).toEqual({ contextSize: 4096 });
  });

  it('keeps "automatic" as a choice of backend, since the app may be set to another one', () => {
    expect(choose({}, 'backend', 'auto')).toEqual({ backend: 'auto' });
    expect(sameChoices({ backend: 'auto' }, {})).toBe(false);
  });

  it('takes choices for the same whatever their order', () => {
    expect(sameChoices({ slots: 2, mmap: false }, { mmap: false, slots: 2 })).toBe(true);
    expect(sameChoices({ slots: 2 }, { slots: 3 })).toBe(false);
    expect(settingsOf({ keepAlive: null }).keepAlive).toBeNull();
  });

  it('gives only what the host accepts', () => {
    const choices = choose(choose({}, 'speculation', { kind: 'lookup' }), 'keepAlive', null);
    expect(loadChoices.parse(choices)).toEqual(choices);
  });
});

describe('faults', () => {
  it('finds none in the defaults', () => expect(faultsOf({})).toEqual({}));

  test.each([
    [{ contextSize: 100 }, 'contextSize'],
    [{ slots: 1.5 }, 'slots'],
    [{ flashAttention: 'off', cacheValueType: 'Q8_0' }, 'cacheValueType'],
    [{ speculation: { kind: 'draft', model: '' } }, 'speculation'],
    [{ lora: [{ path: ' ', scale: 1 }] }, 'lora'],
    [{ lora: [{ path: '/a', scale: 11 }] }, 'lora'],
  ] as const)('%j is wrong at %s', (choices, field) => {
    expect(Object.keys(faultsOf(structuredClone(choices) as z.output<typeof loadChoices>))).toEqual([field]);
  });

  it('lets a quantised cache pass where flash attention may be used', () => {
    expect(faultsOf({ cacheValueType: 'Q8_0' })).toEqual({});
    expect(faultsOf({ cacheKeyType: 'Q8_0', flashAttention: 'off' })).toEqual({});
  });
});

describe('the slider', () => {
  test.each([[256], [512], [2048], [40_960], [131_072], [null]])('of %j ends where the training did', (trained) => {
    const steps = contextSteps(trained);
    expect(steps.at(-1)).toBe(trained ?? 131_072);
    expect(steps.toSorted((a, b) => a - b)).toEqual(steps);
    expect(steps.every((step) => loadChoices.safeParse({ contextSize: step }).success)).toBe(true);
  });

  it('stands at the place nearest to the number', () => {
    const steps = contextSteps(8192);
    expect(steps[nearestStep(steps, 4000)]).toBe(4096);
    expect(steps[nearestStep(steps, 100_000)]).toBe(8192);
  });
});
