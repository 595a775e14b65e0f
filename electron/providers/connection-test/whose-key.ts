import { AppError } from '../../../shared/errors/app-error.ts';
import type { ProviderFacts } from '../connect.ts';
import type { Vendor } from '../define-vendor.ts';
import { vendors } from '../registry.ts';

const matches = ({ kind: { keyPattern } }: Vendor, key: string): boolean =>
  keyPattern !== null && new RegExp(keyPattern).test(key);

/**
 * The one vendor whose keys look like this one, where that is another. Nothing is said of a server of one's own, or of
 * another address than the vendor's: what stands there may take any key.
 */
export function otherOwner(vendor: Vendor, { settings }: Pick<ProviderFacts, 'settings'>, key: string): Vendor | null {
  if (vendor.kind.keyPage === null || matches(vendor, key) || !isUsualAddress(vendor, settings)) return null;
  const owners = vendors.filter((one) => matches(one, key));
  const [owner] = owners;
  return owners.length === 1 && owner ? owner : null;
}

function isUsualAddress(vendor: Vendor, settings: ProviderFacts['settings']): boolean {
  const { baseUrl: _, ...rest } = settings;
  try {
    return vendor.baseUrl(rest) === vendor.baseUrl(settings);
  } catch {
    return false;
  }
}

export function foreignKey({ kind }: Vendor, owner: Vendor): AppError {
  const where = kind.keyPage === null ? '' : ` Keys for ${kind.name} are made at ${kind.keyPage}.`;
  return new AppError('VALIDATION_FAILED', `This looks like a key of ${owner.kind.name}.${where}`, {
    details: { param: 'apiKey', reason: 'other-vendor', vendor: owner.kind.name },
  });
}

/** A refusal that may have its reason in the key's look. */
export function withOwner(refusal: AppError, owner: Vendor | null): AppError {
  if (!owner || refusal.code !== 'INVALID_API_KEY') return refusal;
  const { message, retryable, details } = refusal;
  return new AppError(refusal.code, `${message} It looks like a key of ${owner.kind.name}.`, {
    retryable,
    cause: refusal,
    details: { ...details, reason: 'other-vendor', vendor: owner.kind.name },
  });
}
