import type { ModelDetails } from '../../../shared/model/catalogue.ts';
import type { Catalogue, CatalogueVendor } from './load-catalogue.ts';
import { isFineTuned, snapshotBase } from './model-names.ts';

export interface Found {
  details: ModelDetails;
  /** The model whose details these are, where it is not the one that was asked for: they are likely, not certain. */
  inheritedFrom: string | null;
}

export interface ModelQuery {
  /** The vendor's id. */
  kind: string;
  modelId: string;
  /** Which model of the vendor is behind the id, as the user says. Default: nobody says. */
  underlying?: string | undefined;
}

/** What the catalogue knows of a model; null where it knows nothing, and then nothing is guessed. */
export function findModel(catalogue: Catalogue, { kind, modelId, underlying }: ModelQuery): Found | null {
  const vendor = catalogue.get(kind);
  if (!vendor) return null;
  if (underlying === undefined && (vendor.ownNames || isFineTuned(modelId))) return null;
  const found = lookUp(vendor, underlying ?? modelId);
  if (!found) return null;
  const { id, prices, ...facts } = found;
  return {
    details: { ...facts, ...(prices && !isFineTuned(modelId) && { prices }) },
    inheritedFrom: id === modelId ? null : id,
  };
}

function lookUp({ prefixes, models }: CatalogueVendor, id: string) {
  const prefix = prefixes.find((one) => id.startsWith(one));
  const names = prefix === undefined ? [id] : [id, id.slice(prefix.length)];
  const bases = names.flatMap((name) => snapshotBase(name) ?? []);
  return [...names, ...bases].map((name) => models.get(name)).find((model) => model !== undefined) ?? null;
}
