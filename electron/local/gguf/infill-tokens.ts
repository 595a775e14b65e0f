import { numberOf } from './header.ts';
import type { ModelHeader } from './read-model.ts';

/** The engine knows these by their text when the file does not name their numbers. */
const prefixTokens = [
  '<|fim_prefix|>',
  '<fim-prefix>',
  '<fim_prefix>',
  '<｜fim▁begin｜>',
  '<PRE>',
  '▁<PRE>',
  '<|code_prefix|>',
];
const suffixTokens = [
  '<|fim_suffix|>',
  '<fim-suffix>',
  '<fim_suffix>',
  '<｜fim▁hole｜>',
  '<SUF>',
  '▁<SUF>',
  '<|code_suffix|>',
];

export const infillTokens: readonly string[] = [...prefixTokens, ...suffixTokens];

/** Whether the vocabulary has what a text with a gap is written with. */
export function canInfill(header: Pick<ModelHeader, 'metadata' | 'foundTokens'>): boolean {
  const has = (key: string, texts: readonly string[]) =>
    numberOf(header, `tokenizer.ggml.${key}_token_id`) !== null || texts.some((text) => header.foundTokens.has(text));
  return (has('fim_pre', prefixTokens) || has('prefix', [])) && (has('fim_suf', suffixTokens) || has('suffix', []));
}
