/** What programs call a file that they are still writing. */
const partial =
  /(\.(part|partial|ipull|incomplete|tmp|temp|crdownload|download|downloadinprogress|aria2|lock)|-partial(-\d+)?)$/i;

export const isHidden = (name: string): boolean => name.startsWith('.');
export const isPartial = (name: string): boolean => partial.test(name);

/** A GGUF file that may be a model. `imatrix` files are measurements for quantising one. */
export const isModelFile = (name: string): boolean =>
  /\.gguf$/i.test(name) && !isHidden(name) && !/^imatrix/i.test(name);

export const stemOf = (name: string): string => name.replace(/\.gguf$/i, '');

/** How llama.cpp names a part of a split model. */
export const partName = (stem: string, part: number, parts: number): string =>
  `${stem}-${String(part).padStart(5, '0')}-of-${String(parts).padStart(5, '0')}.gguf`;

const quantisation =
  /(?:^|[-._:@])((?:ud[-_])?(?:i?q\d(?:_(?:k|\d|xxs|xs|nl|xl|[sml]))*|tq\d_\d|mxfp4(?:_moe)?|nvfp4|bf16|fp?(?:16|32)|fp8|int[48]))$/i;

export interface Quantised {
  stem: string;
  /** Lower-case, `q4_k_m`; null when the name ends in none. */
  quantisation: string | null;
}

/** Parts the quantisation from the name before it: `Qwen3-8B-Q4_K_M`, `Qwen3-8B.i1-Q4_K_M`, `Qwen3-8B-GGUF:Q4_K_M`. */
export function splitQuantisation(name: string): Quantised {
  const match = quantisation.exec(name);
  if (!match?.[1]) return { stem: name, quantisation: null };
  return {
    stem: name.slice(0, match.index).replace(/[-._]i1$/i, ''),
    quantisation: match[1]
      .toLowerCase()
      .replaceAll('-', '_')
      .replace(/^fp?(?=16|32)/, 'f'),
  };
}

/** `Qwen3-8B-GGUF` is how the folder of a model is called, not the model. */
export const withoutFormat = (name: string): string => name.replace(/[-_.]gguf$/i, '');
