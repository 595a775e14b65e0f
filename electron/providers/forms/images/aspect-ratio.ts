import type { ImageModelV4CallOptions, SharedV4Warning } from '@ai-sdk/provider';

const quotient = (ratio: string): number => {
  const [width = Number.NaN, height = Number.NaN] = ratio.split(/[:x]/).map(Number);
  return width / height;
};

/** For who draws in a few shapes only: the one that is nearest to what was asked, and a word where it is another. */
export function nearestRatio(
  { size, aspectRatio }: Pick<ImageModelV4CallOptions, 'size' | 'aspectRatio'>,
  ratios: readonly string[],
): { ratio?: string; warnings: SharedV4Warning[] } {
  const asked = aspectRatio ?? size;
  if (asked === undefined) return { warnings: [] };
  const distance = (ratio: string) => Math.abs(Math.log(quotient(ratio) / quotient(asked)));
  const [ratio] = ratios.toSorted((a, b) => distance(a) - distance(b));
  if (ratio === undefined || ratio === asked) return { ...(ratio && { ratio }), warnings: [] };
  const feature = aspectRatio === undefined ? 'size' : 'aspectRatio';
  return { ratio, warnings: [{ type: 'compatibility', feature, details: `${asked} is drawn as ${ratio}` }] };
}
