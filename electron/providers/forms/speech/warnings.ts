import type { SharedV4Warning } from '@ai-sdk/provider';

/** A speed where the vendor knows no such speed: the nearest that it knows, and a word where that is another. */
export function fittedSpeed(speed: number, [slowest, fastest]: readonly [number, number]) {
  const fitted = Math.min(fastest, Math.max(slowest, speed));
  const warnings: SharedV4Warning[] =
    fitted === speed ? [] : [{ type: 'compatibility', feature: 'speed', details: `${speed} is spoken as ${fitted}` }];
  return { speed: fitted, warnings };
}

/** What a model for speech was asked for and leaves out. */
export function leftOut(asked: Record<string, unknown>, details: string): SharedV4Warning[] {
  return Object.entries(asked)
    .filter(([, value]) => value !== undefined)
    .map(([feature]) => ({ type: 'unsupported', feature, details }));
}
