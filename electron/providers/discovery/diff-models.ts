import { isDeepStrictEqual } from 'node:util';
import type { ModelChange } from '../../../shared/model/model-change.ts';
import type { StoredModel } from '../../../shared/model/provider.ts';
import type { ListedModel } from '../define-vendor.ts';

export type FoundChange = Pick<ModelChange, 'modelId' | 'change' | 'before' | 'after'>;

/** What is different between two lists of one provider; about prices only where both name one. */
export function diffModels(before: readonly StoredModel[], after: readonly ListedModel[]): FoundChange[] {
  const known = new Map(before.map((model) => [model.id, model]));
  const now = new Map(after.map((model) => [model.id, model]));
  const changes = [...now.values()].flatMap(({ id, details = {} }): FoundChange[] => {
    const old = known.get(id)?.details;
    if (!old) return [{ modelId: id, change: 'new', before: null, after: details }];
    const isSame = !old.prices || !details.prices || isDeepStrictEqual(old.prices, details.prices);
    return isSame ? [] : [{ modelId: id, change: 'price', before: old, after: details }];
  });
  const gone = before
    .filter(({ id }) => !now.has(id))
    .map(({ id, details }): FoundChange => ({ modelId: id, change: 'gone', before: details, after: null }));
  return [...changes, ...gone];
}
