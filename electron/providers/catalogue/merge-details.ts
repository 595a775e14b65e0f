import type { ModelDetails } from '../../../shared/model/catalogue.ts';
import type { DescribedModel } from '../../../shared/model/provider.ts';
import type { Found } from './find-model.ts';

/** Who says so. `inherited`: the catalogue, of the model this one seems to be a version of. */
type Origins = DescribedModel['origins'];
type Origin = NonNullable<Origins[keyof Origins]>;

export interface DetailSources {
  user?: ModelDetails | undefined;
  /** The provider's own list. */
  provider?: ModelDetails | undefined;
  catalogue?: Found | null | undefined;
}

export interface MergedDetails {
  details: ModelDetails;
  /** For each field of `details`, and no other, where it is from. */
  origins: Origins;
}

/**
 * Field by field, who knows best first. All prices are one field: half a table of one and half of another would be a
 * price that nobody asks for.
 */
export function mergeDetails({ user, provider, catalogue }: DetailSources): MergedDetails {
  const layers: [Origin, ModelDetails | undefined][] = [
    [catalogue?.inheritedFrom == null ? 'catalogue' : 'inherited', catalogue?.details],
    ['provider', provider],
    ['user', user],
  ];
  const merged: MergedDetails = { details: {}, origins: {} };
  for (const [origin, details = {}] of layers) {
    const known = Object.entries(details).filter(([, value]) => value !== undefined);
    Object.assign(merged.details, Object.fromEntries(known));
    Object.assign(merged.origins, Object.fromEntries(known.map(([field]) => [field, origin])));
  }
  return merged;
}
