import type { SharedV4Warning } from '@ai-sdk/provider';

/** What a model for speech was asked for and leaves out. */
export function leftOut(asked: Record<string, unknown>, details: string): SharedV4Warning[] {
  return Object.entries(asked)
    .filter(([, value]) => value !== undefined)
    .map(([feature]) => ({ type: 'unsupported', feature, details }));
}
