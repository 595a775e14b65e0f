import type { CacheType } from '../../../shared/model/load-settings.ts';

/** Bytes of one value in the key-value cache: the quantised types hold 32 values a block with their scales. */
export const cacheBytes: Record<CacheType, number> = {
  F32: 4,
  F16: 2,
  BF16: 2,
  Q8_0: 34 / 32,
  Q5_1: 24 / 32,
  Q5_0: 22 / 32,
  Q4_1: 20 / 32,
  Q4_0: 18 / 32,
  IQ4_NL: 18 / 32,
};

export const isQuantised = (type: CacheType): boolean => cacheBytes[type] < 2;
