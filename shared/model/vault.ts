import { z } from 'zod';
import { limits } from './limits.ts';

export const vaultSource = z.enum(['keychain', 'passphrase', 'environment']);
export type VaultSource = z.output<typeof vaultSource>;

/**
 * not-set-up: no key was ever stored, and there is no keychain to hold the master key: choose a passphrase.
 * locked: keys are stored but the master key is not at hand; `reason` says why and what opens it.
 */
export const vaultStatus = z.object({
  state: z.enum(['not-set-up', 'unlocked', 'locked']),
  /** Where the master key is kept; null before set-up. */
  source: vaultSource.nullable(),
  /** Why it is locked or why there is no keychain; null when all is well. */
  reason: z.string().nullable(),
  isKeychainAvailable: z.boolean(),
  /** How many secrets are stored. */
  secretCount: z.int().nonnegative(),
});
export type VaultStatus = z.output<typeof vaultStatus>;

export const passphrase = z
  .string()
  .min(limits.passphrase.min, `A passphrase needs at least ${limits.passphrase.min} characters.`)
  .max(limits.passphrase.max);
