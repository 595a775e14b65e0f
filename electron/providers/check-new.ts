import type { AppContract } from '../../shared/contract/contract.ts';
import type { ParsedInput } from '../../shared/contract/define.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { readEnvironmentKey } from './keys/environment-keys.ts';
import { checkNetwork, splitTyped, typedSecrets } from './network/kept-secrets.ts';
import { vendorOf, vendors } from './registry.ts';

type NewProvider = ParsedInput<AppContract, 'providers.create'>;

/** Settings as they are to be kept, when all that is typed fits its vendor. */
export function checkTyped({ kind, settings, network: typed = {} }: Omit<NewProvider, 'apiKey' | 'keyVariable'>) {
  const vendor = vendorOf(kind);
  if (!vendor) {
    const known = vendors.map((one) => one.kind.id).join(', ');
    throw invalid({ param: 'kind', reason: 'unknown' }, `There is no kind of provider "${kind}". Known are: ${known}.`);
  }
  const { network, secrets } = splitTyped(typed);
  checkNetwork(network, typedSecrets(secrets));
  return { vendor, settings: vendor.parseSettings(settings), network, secrets };
}

/** The same with the key, typed or from the environment. */
export function checkNew(
  { apiKey: typedKey, keyVariable: variable, ...typed }: NewProvider,
  environment: NodeJS.ProcessEnv,
) {
  const { vendor, ...checked } = checkTyped(typed);
  const apiKey =
    typedKey === undefined && variable !== undefined ? readEnvironmentKey(vendor, { environment, variable }) : typedKey;
  if (apiKey === undefined && vendor.kind.needsKey === 'required') {
    const message = `${vendor.kind.name} needs an API key. Make one at ${vendor.kind.keyPage}.`;
    throw invalid({ param: 'apiKey', reason: 'required' }, message);
  }
  return { ...checked, ...(apiKey !== undefined && { apiKey: vendor.readKey(apiKey) }) };
}

const invalid = (details: { param: string; reason: string }, message: string): AppError =>
  new AppError('VALIDATION_FAILED', message, { details });
