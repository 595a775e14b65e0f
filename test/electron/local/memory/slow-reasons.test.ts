// Catches: a slow answer without a word about why, and reasons given when nothing is wrong.
import { expect, test } from 'vitest';
import { slowReasons } from '../../../../electron/local/memory/slow-reasons.ts';

type Input = Parameters<typeof slowReasons>[0];

const fine: Input = {
  info: { backend: 'cuda', fallback: null, gpuLayers: 33, totalLayers: 33, threads: 4 },
  machine: { cores: 8, ramTotal: 100e9, ramFree: 50e9, swapUsed: 0, processSwap: 0 },
  running: 1,
  runningInAll: 1,
  isDebugging: false,
};
const onCpu = { ...fine.info, backend: 'cpu', gpuLayers: 0 } as const;

test.each<[string, Partial<Input>, ReturnType<typeof slowReasons>]>([
  ['all is well', {}, []],
  ['the CPU was chosen', { info: onCpu }, []],
  ['the GPU could not be used', { info: { ...onCpu, fallback: 'No driver.' } }, ['cpu-fallback']],
  ['another backend than wished is not slow', { info: { ...fine.info, backend: 'vulkan', fallback: 'No CUDA.' } }, []],
  ['some layers found no room', { info: { ...fine.info, gpuLayers: 20 } }, ['layers-on-cpu']],
  ['more threads than cores', { info: { ...fine.info, threads: 9 } }, ['more-threads-than-cores']],
  ['parts of it are swapped out', { machine: { ...fine.machine, processSwap: 1e9 } }, ['swapping']],
  ['a few idle pages are', { machine: { ...fine.machine, processSwap: 1e6, swapUsed: 1e9 } }, []],
  ['the machine swaps', { machine: { ...fine.machine, processSwap: null, swapUsed: 1e9, ramFree: 1e9 } }, ['swapping']],
  ['it once did', { machine: { ...fine.machine, processSwap: null, swapUsed: 1e9 } }, []],
  ['others are answered too', { running: 2, runningInAll: 2 }, ['many-at-once']],
  ['another model answers too', { running: 1, runningInAll: 2 }, ['many-at-once']],
  ['somebody looks into it', { isDebugging: true }, ['debug-settings']],
])('%s', (_name, changes, expected) => {
  expect(slowReasons({ ...fine, ...changes })).toEqual(expected);
});
