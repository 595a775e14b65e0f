import { z } from 'zod';
import { aliasId } from './ids.ts';
import { target } from './provider.ts';
import { strategy } from './routing.ts';

/** What may go wrong with one target so that the next one is asked. */
export const fallbackReason = z.enum([
  /** Not reachable, too slow, failing, or broken off before it said anything. */
  'unavailable',
  /** Too many requests for now. */
  'limited',
  /** No key is taken, or none is there. */
  'key-refused',
  'no-credit',
  'model-missing',
  'context-too-long',
  'content-refused',
  /** It does not take what was asked, or not in this form. */
  'rejected',
]);
export type FallbackReason = z.output<typeof fallbackReason>;

export const aliasTarget = z.strictObject({
  target,
  isEnabled: z.boolean(),
  /** The lowest is asked first. */
  priority: z.int().min(0).max(1000),
  /** How much of the requests it gets among equals. */
  weight: z.number().min(0).max(1000),
});
export type AliasTarget = z.output<typeof aliasTarget>;

/** The built-in name that chooses among all models. */
export const autoName = 'auto';

export const aliasName = z
  .string()
  .trim()
  .max(100)
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{N}._:@/-]*$/u,
    'A name has letters, digits and . _ : @ / - and begins with a letter or digit.',
  )
  .refine((name) => name.toLowerCase() !== autoName, 'This name is built in. Choose another one.');

export const aliasChoices = z.strictObject({
  /** What programs ask for. Case is not looked at. */
  name: aliasName,
  description: z.string().trim().max(500),
  isEnabled: z.boolean(),
  strategy,
  /** A conversation stays with the target that answered it, as long as that one is well. */
  isSticky: z.boolean(),
  fallbackOn: z.array(fallbackReason),
  /** How long each target has for its first token, in ms; null is what its provider's settings say. */
  stepTimeout: z.int().min(100).max(3_600_000).nullable(),
  /** A local target is passed over where it would let the request wait longer, in ms; null is never. */
  localWait: z.int().min(0).max(3_600_000).nullable(),
  /** How long the same answer is given to the same question, in seconds; null is not at all. */
  cacheFor: z.int().min(1).max(31_536_000).nullable(),
  targets: z.array(aliasTarget).max(200),
});
export type AliasChoices = z.output<typeof aliasChoices>;

export const alias = aliasChoices.extend({ id: aliasId });
export type Alias = z.output<typeof alias>;
