import { i32, type Metadata, type Model, u16 } from './gguf-writer.ts';

/** The model in parts as llama.cpp has them: the first has all metadata, each its share of the tensors. */
export function split({ metadata, tensors }: Model, parts: number): Model[] {
  const share = Math.ceil(tensors.length / parts);
  const partOf = (part: number): Metadata =>
    new Map([
      ['split.no', u16(part)],
      ['split.count', u16(parts)],
      ['split.tensors.count', i32(tensors.length)],
    ]);
  return Array.from({ length: parts }, (_, part) => ({
    metadata: part === 0 ? new Map([...metadata, ...partOf(part)]) : partOf(part),
    tensors: tensors.slice(part * share, (part + 1) * share),
  }));
}

export const splitFileName = (stem: string, part: number, parts: number): string => {
  const digits = (number: number) => String(number).padStart(5, '0');
  return `${stem}-${digits(part + 1)}-of-${digits(parts)}.gguf`;
};
