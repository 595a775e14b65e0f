import { AppError } from '../../../../shared/errors/app-error.ts';
import type { Secret } from '../../../lib/secret.ts';

/** The vendors' packages look for a key in the environment where they are given none: they are always given one. */
export function requireKey(vendor: string, apiKey: Secret | null): string {
  if (apiKey) return apiKey.reveal();
  throw new AppError('INVALID_API_KEY', `${vendor} needs an API key. Add one under Providers.`);
}
