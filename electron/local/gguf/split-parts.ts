import { basename, dirname, join } from 'node:path';

export interface SplitName {
  /** The file name before the part's number. */
  stem: string;
  part: number;
  parts: number;
}

/** How llama.cpp names the parts of one model: `name-00002-of-00005.gguf`. Null for any other name. */
export function splitName(path: string): SplitName | null {
  const [, stem, part, parts] = /^(.*)-(\d{5})-of-(\d{5})\.gguf$/i.exec(basename(path)) ?? [];
  if (stem === undefined) return null;
  return { stem, part: Number(part), parts: Number(parts) };
}

/** The paths of all parts, the first one first. */
export function partPaths(path: string, { stem, parts }: SplitName): string[] {
  const digits = (number: number) => String(number).padStart(5, '0');
  const ending = path.slice(-'.gguf'.length);
  return Array.from({ length: parts }, (_, index) =>
    join(dirname(path), `${stem}-${digits(index + 1)}-of-${digits(parts)}${ending}`),
  );
}
