import type { LoadChoices, LoadSettings } from '../../../shared/model/load-settings.ts';
import { roomy, smallestAutomatic } from './automatic.ts';
import { isQuantised } from './cache-types.ts';
import type { LoadPlan } from './plan.ts';
import type { MemoryShape } from './shape.ts';

type Change = LoadChoices;

interface NearestInput {
  shape: MemoryShape;
  settings: LoadSettings;
  /** What the settings come to. */
  plan: LoadPlan;
  fits(settings: LoadSettings): boolean;
}

/**
 * The smallest change with which the model would fit: fewer slots, less context, a smaller cache, fewer layers on the
 * GPU; each alone first, then together. One slot is better than four that hardly hold a question. Null when even all
 * of it is not enough.
 */
export function nearestThatFits({ shape, settings, plan, fits }: NearestInput): Change | null {
  const slots = fewerSlots(plan);
  const contexts = shorterContexts(plan);
  const cache = smallerCache(shape, settings);
  const layers = fewerLayers(plan);
  const useful = contexts.filter(({ contextSize }) => Number(contextSize) >= roomy);
  const alone = [...slots, ...useful, ...cache, ...layers];
  const least = (changes: readonly Change[]): Change => changes.at(-1) ?? {};
  const together = [
    ...contexts.map((change) => ({ ...least(slots), ...change })),
    ...cache.flatMap((smaller) => contexts.map((change) => ({ ...least(slots), ...smaller, ...change }))),
    ...layers.map((change) => ({ ...least(slots), ...least(contexts), ...least(cache), ...change })),
  ];
  return [...alone, ...together].find((change) => fits(apply(settings, change))) ?? null;
}

/** A copy, because a choice left open must not hide the setting. */
const apply = (settings: LoadSettings, change: Change): LoadSettings => ({ ...settings, ...change }) as LoadSettings;

const fewerSlots = ({ slots }: LoadPlan): Change[] =>
  Array.from({ length: slots - 1 }, (_, index) => ({ slots: slots - 1 - index }));

function shorterContexts({ contextSize }: LoadPlan): Change[] {
  const steps = [131_072, 65_536, 49_152, 32_768, 24_576, 16_384, 12_288, 8192, 6144, 4096, 3072, smallestAutomatic];
  return steps.filter((step) => step < contextSize).map((step) => ({ contextSize: step }));
}

function smallerCache(shape: MemoryShape, settings: LoadSettings): Change[] {
  const { cacheKeyType, cacheValueType, flashAttention } = settings;
  if (shape.headWidth % 32 !== 0) return [];
  const key: Change = isQuantised(cacheKeyType) ? {} : { cacheKeyType: 'Q8_0' };
  const value: Change = isQuantised(cacheValueType) || flashAttention === 'off' ? {} : { cacheValueType: 'Q8_0' };
  const change = { ...key, ...value };
  return Object.keys(change).length === 0 ? [] : [change];
}

const fewerLayers = ({ gpuLayers }: LoadPlan): Change[] =>
  Array.from({ length: gpuLayers }, (_, index) => ({ gpuLayers: gpuLayers - 1 - index }));
