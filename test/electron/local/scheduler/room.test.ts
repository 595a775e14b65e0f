// Catches: memory counted twice or not at all, so that the second model is loaded on top of the first one's file.
import { describe, expect, test } from 'vitest';
import { retryAfter } from '../../../../electron/local/scheduler/retry-after.ts';
import { fitWithout, type RoomInput, roomWithout, type Taken } from '../../../../electron/local/scheduler/room.ts';
import { choicesInWords, willNotFit } from '../../../../electron/local/scheduler/will-not-fit.ts';
import { type LoadChoices, loadSettings } from '../../../../shared/model/load-settings.ts';
import { gib, machine, shape } from '../memory/setup.ts';

const taken = (key: string, changes: Partial<Taken> = {}): Taken => ({
  key,
  ram: 10 * gib,
  vram: 0,
  mapped: 8 * gib,
  ...changes,
});

const input = (changes: Partial<RoomInput> = {}, settings: LoadChoices = {}): RoomInput => ({
  description: {
    path: '/models/a.gguf',
    purpose: 'chat',
    settings: loadSettings.parse(settings),
    fileSize: 4.5 * gib,
    shape: shape(),
    draft: null,
  },
  machine: machine({ ramFree: 30 * gib }),
  limit: null,
  taken: [],
  known: null,
  ignoreMemory: false,
  ...changes,
});

describe('room', () => {
  test('a mapped file counts as free to the system, but is needed as long as its model is there', () => {
    const both = input({ taken: [taken('a'), taken('b')] });
    expect(roomWithout(new Set(), both).machine.ramFree).toBe(14 * gib);
    expect(roomWithout(new Set(['a']), both).machine.ramFree).toBe(24 * gib);
    expect(roomWithout(new Set(['a', 'b']), both).machine.ramFree).toBe(34 * gib);
  });

  test('is never less than nothing, nor more than there is', () => {
    const crowded = input({ taken: [taken('a', { mapped: 100 * gib, ram: 100 * gib })] });
    expect(roomWithout(new Set(), crowded).machine.ramFree).toBe(0);
    const large = input({ machine: machine({ ramFree: 60 * gib }), taken: [taken('a', { mapped: 0 })] });
    expect(roomWithout(new Set(['a']), large).machine.ramFree).toBe(64 * gib);
  });

  test('a GPU gives back what it had; where memory is unified, to the RAM as well', () => {
    const gpu = machine({ ramFree: 20 * gib, vramTotal: 24 * gib, vramFree: 4 * gib });
    const held = [taken('a', { ram: 0, mapped: 0, vram: 12 * gib })];
    const apart = roomWithout(new Set(['a']), input({ machine: gpu, taken: held })).machine;
    expect([apart.ramFree, apart.vramFree]).toEqual([20 * gib, 16 * gib]);
    const unified = { ...gpu, isUnified: true };
    expect(roomWithout(new Set(['a']), input({ machine: unified, taken: held })).machine.ramFree).toBe(32 * gib);
  });

  test('a limit counts RAM and VRAM together', () => {
    const held = [taken('a', { vram: gib })];
    expect(roomWithout(new Set(), input({ limit: 15 * gib, taken: held })).limitFree).toBe(4 * gib);
    expect(roomWithout(new Set(['a']), input({ limit: 15 * gib, taken: held })).limitFree).toBe(15 * gib);
    expect(roomWithout(new Set(), input({ limit: gib, taken: held })).limitFree).toBe(0);
  });
});

describe('rank', () => {
  const rank = (changes: Partial<RoomInput>, settings: LoadChoices = {}) =>
    fitWithout(new Set(), input(changes, settings)).rank;
  const free = (gibs: number) => ({ machine: machine({ ramFree: gibs * gib }) });

  test('much less context than there could be is small; asked for, it is not', () => {
    expect(rank(free(20))).toBe('fits');
    expect(rank(free(6.3))).toBe('small');
    expect(rank(free(6.3), { contextSize: 2048, slots: 1 })).toBe('fits');
    expect(rank(free(3))).toBe('none');
  });

  test('whoever insists gets it, and a file that does not tell is tried', () => {
    expect(rank({ ...free(3), ignoreMemory: true })).toBe('forced');
    const unknown = { description: { ...input().description, shape: null } };
    expect(rank({ ...free(20), ...unknown })).toBe('fits');
    expect(rank({ ...free(3), ...unknown })).toBe('forced');
  });

  test('what it took the last time counts more than what it should take', () => {
    const known = { limit: 20 * gib, known: 21 * gib };
    expect(rank(known, { contextSize: 2048, slots: 1 })).toBe('none');
    expect(rank({ ...known, known: 19 * gib }, { contextSize: 2048, slots: 1 })).toBe('fits');
  });
});

describe('words', () => {
  test('numbers, limit and the nearest settings', () => {
    const settings: LoadChoices = { contextSize: 32_768, slots: 4 };
    const error = willNotFit('llama', input({ limit: 12 * gib }, settings), []);
    expect(error.message).toBe('llama needs 12.6 GiB, but 12.0 GiB are left of the limit. It would fit with 3 slots.');
    expect(error.details).toMatchObject({ free: 12 * gib, limit: 12 * gib, nearest: '3 slots' });
  });

  test('of all that may change', () => {
    const choices: LoadChoices = {
      slots: 1,
      contextSize: 4096,
      cacheKeyType: 'Q8_0',
      cacheValueType: 'Q8_0',
      gpuLayers: 12,
    };
    expect(choicesInWords(choices)).toBe('1 slot, a context of 4096 tokens, a Q8_0 cache, 12 layers on the GPU');
  });
});

test.each([
  [{ waiting: 128, atOnce: 4, average: 2000 }, 32_000],
  [{ waiting: 128, atOnce: 4, average: null }, 60_000],
  [{ waiting: 2, atOnce: 4, average: 100 }, 1000],
  [{ waiting: 10, atOnce: 0, average: 2000 }, 10_000],
])('come back later: %j', (facts, expected) => {
  expect(retryAfter(facts)).toBe(expected);
});
