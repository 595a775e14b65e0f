import type { FallbackReason } from './alias.ts';

/**
 * What another target may well do better. A refusal of the content, or of the form, is usually meant. Apart from the
 * schemas, so that the window needs no zod for it.
 */
export const usualFallbacks: readonly FallbackReason[] = [
  'unavailable',
  'limited',
  'key-refused',
  'no-credit',
  'model-missing',
  'context-too-long',
];
