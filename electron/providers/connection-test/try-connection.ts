import type { ConnectionTest } from '../../../shared/model/connection-test.ts';
import type { Secret } from '../../lib/secret.ts';
import { type ProviderFacts, vendorOfProvider } from '../connect.ts';
import { type ConnectionTestOptions, testConnection } from '../connection-test.ts';
import { createSteps, step } from './steps.ts';
import { foreignKey, otherOwner } from './whose-key.ts';

export interface TryOptions extends Pick<ConnectionTestOptions, 'way' | 'line' | 'signal' | 'onStep'> {
  key: Secret | null;
}

/** A test of what is only typed. A key that is plainly another vendor's is sent to nobody. */
export async function tryConnection(facts: ProviderFacts, { key, ...options }: TryOptions): Promise<ConnectionTest> {
  const vendor = vendorOfProvider(facts);
  const owner = key && otherOwner(vendor, facts, key.reveal());
  if (owner) {
    const steps = createSteps(options.onStep ?? (() => {}));
    steps.put(step('key', 0, { failure: foreignKey(vendor, owner) }));
    return { ok: false, steps: steps.list(), modelCount: 0 };
  }
  const readKey = async () => ({ apiKey: key, credentialId: null });
  const { ok, steps, modelCount } = await testConnection(facts, { ...options, readKey });
  return { ok, steps, modelCount };
}
