import type { CatalogueFile, CatalogueModel } from '../../../shared/model/catalogue.ts';

export interface CatalogueVendor {
  ownNames: boolean;
  prefixes: readonly string[];
  models: ReadonlyMap<string, CatalogueModel>;
}
export type Catalogue = ReadonlyMap<string, CatalogueVendor>;

let loading: Promise<Catalogue> | undefined;

/** Read when it is first asked for. The build makes a chunk of the file, so it is found wherever the code is. */
export function loadCatalogue(): Promise<Catalogue> {
  loading ??= import('../../../resources/catalogue.json', { with: { type: 'json' } }).then(({ default: file }) =>
    // A test holds the file against its schema; here that would only cost time.
    readCatalogue(file as unknown as CatalogueFile),
  );
  return loading;
}

export const readCatalogue = ({ vendors }: CatalogueFile): Catalogue =>
  new Map(
    Object.entries(vendors).map(([id, { ownNames = false, prefixes = [], models }]) => [
      id,
      { ownNames, prefixes, models: new Map(models.map((model) => [model.id, model])) },
    ]),
  );
