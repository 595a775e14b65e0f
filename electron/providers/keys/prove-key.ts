import { AppError } from '../../../shared/errors/app-error.ts';
import { Secret } from '../../lib/secret.ts';
import type { ProviderFacts } from '../connect.ts';
import { aboutKey } from '../connection-test/explain-failure.ts';
import { testConnection } from '../connection-test.ts';
import type { Way } from '../network/networks.ts';

export interface ProveOptions {
  way: Way;
  signal: AbortSignal;
}

/** Asks the provider whether it takes a key that is to replace another. True: it does; false: there is no way to ask. */
export async function proveKey(provider: ProviderFacts, apiKey: string, options: ProveOptions): Promise<boolean> {
  const key = { apiKey: new Secret(apiKey), credentialId: null };
  const { ok, steps, isAsked } = await testConnection(provider, { ...options, readKey: async () => key });
  if (ok) return isAsked;
  const [failed] = steps.flatMap(({ name, failure }) => (failure ? [{ name, failure }] : []));
  if (!failed) throw new AppError('INTERNAL', 'A test of a key failed without saying why. Try again.');
  const { name, failure } = failed;
  // A key for a few models need not be one for their list. One whose account has nothing of it is for none.
  if (failure.code === 'PERMISSION_DENIED' && failure.details?.['reason'] !== 'no-subscription') return false;
  // Some servers that speak a vendor's language leave its list of models out.
  if (name === 'models' && [404, 405, 501].includes(Number(failure.details?.['status']))) return false;
  const message = `The new key was not stored, ${provider.name} keeps the one it has. ${failure.message}`;
  const details = { ...failure.details, ...(aboutKey.includes(failure.code) && { param: 'apiKey' }) };
  throw AppError.from({ ...failure, message, details });
}
