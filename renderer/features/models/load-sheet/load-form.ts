import type { CacheType, LoadChoices, LoadSettings } from '../../../../shared/model/load-settings.ts';

/** What holds where nothing was chosen: the defaults of the schema, which the window does not load. A test compares them. */
export const defaults: LoadSettings = {
  backend: 'auto',
  gpuLayers: 'auto',
  contextSize: 'auto',
  slots: 4,
  batchSize: 512,
  threads: 'auto',
  flashAttention: 'auto',
  cacheKeyType: 'F16',
  cacheValueType: 'F16',
  mmap: true,
  mlock: false,
  lora: [],
  speculation: { kind: 'off' },
  keepAlive: 'auto',
};

/** The bounds of the schema, likewise. */
export const ranges = {
  gpuLayers: { min: 0, max: 4096 },
  contextSize: { min: 256, max: 16_777_216 },
  slots: { min: 1, max: 64 },
  batchSize: { min: 32, max: 16_384 },
  threads: { min: 1, max: 256 },
  keepAlive: { min: 0, max: 525_600 },
} as const;
export type RangedField = keyof typeof ranges;
/** Of the strength of an adapter. */
export const scaleRange = { min: -10, max: 10 } as const;
export const mostAdapters = 16;

export const cacheTypes: readonly CacheType[] = [
  'F32',
  'F16',
  'BF16',
  'Q8_0',
  'Q5_1',
  'Q5_0',
  'Q4_1',
  'Q4_0',
  'IQ4_NL',
];
const unquantised: ReadonlySet<CacheType> = new Set(['F32', 'F16', 'BF16']);

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

export const settingsOf = (choices: LoadChoices): LoadSettings => ({ ...defaults, ...withoutGaps(choices) });

/** What was left open must not hide a default. */
const withoutGaps = (choices: LoadChoices): Partial<LoadSettings> =>
  Object.fromEntries(Object.entries(choices).filter(([, value]) => value !== undefined));

/**
 * Chooses a value; what is the default is not kept as a choice. The backend is: without a choice the app's setting holds,
 * and that may be another one than `auto`.
 */
export function choose<Key extends keyof LoadSettings>(
  choices: LoadChoices,
  key: Key,
  value: LoadSettings[Key] | undefined,
): LoadChoices {
  const { [key]: _, ...rest } = choices;
  const isDefault = value === undefined || (key !== 'backend' && isSame(value, defaults[key]));
  return isDefault ? (rest as LoadChoices) : { ...choices, [key]: value };
}

export const sameChoices = (a: LoadChoices, b: LoadChoices): boolean =>
  a.backend === b.backend && isSame(settingsOf(a), settingsOf(b));

export type Fault =
  | { kind: 'range'; min: number; max: number }
  | { kind: 'needs-flash-attention' }
  | { kind: 'needs-model' }
  | { kind: 'needs-path' };
export type Faults = Partial<Record<keyof LoadSettings, Fault>>;

/** What is wrong with the choices, by field. */
export function faultsOf(choices: LoadChoices): Faults {
  const settings = settingsOf(choices);
  const faults: Faults = {};
  for (const field of Object.keys(ranges) as RangedField[]) {
    const value = settings[field];
    const { min, max } = ranges[field];
    const isOut = typeof value === 'number' && !(Number.isInteger(value) && value >= min && value <= max);
    if (isOut) faults[field] = { kind: 'range', min, max };
  }
  if (settings.flashAttention === 'off' && !unquantised.has(settings.cacheValueType)) {
    faults.cacheValueType = { kind: 'needs-flash-attention' };
  }
  if (settings.speculation.kind === 'draft' && settings.speculation.model === '') {
    faults.speculation = { kind: 'needs-model' };
  }
  if (settings.lora.some(({ path }) => path.trim() === '')) faults.lora = { kind: 'needs-path' };
  const isTooStrong = settings.lora.some(({ scale }) => scale < scaleRange.min || scale > scaleRange.max);
  if (isTooStrong) faults.lora ??= { kind: 'range', ...scaleRange };
  return faults;
}

/** Places for the slider: powers of two and what is half-way, up to what the model was trained for. */
export function contextSteps(trained: number | null): number[] {
  const last = trained ?? 131_072;
  const steps: number[] = [];
  for (let size = 512; size < last; size *= 2) steps.push(size, size * 1.5);
  return [...steps.filter((step) => step < last), last];
}

/** The place on the slider that is nearest to a size. */
export const nearestStep = (steps: readonly number[], size: number): number =>
  steps.reduce(
    (best, step, index) => (Math.abs(step - size) < Math.abs((steps[best] ?? Infinity) - size) ? index : best),
    0,
  );
