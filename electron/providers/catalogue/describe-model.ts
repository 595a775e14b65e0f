import type { ModelChoice } from '../../../shared/model/model-choice.ts';
import type { DescribedModel, OfferedModel, StoredModel } from '../../../shared/model/provider.ts';
import { findModel } from './find-model.ts';
import type { Catalogue } from './load-catalogue.ts';
import { mergeDetails } from './merge-details.ts';

export interface DescribeOptions {
  /** The vendor's id. */
  kind: string;
  catalogue: Catalogue;
  /** Default: nobody said anything about it. */
  choice?: ModelChoice | undefined;
}

/** All that is known of a model, by whom. */
export function describeModel(
  { details: provider, ...model }: StoredModel,
  { kind, catalogue, choice }: DescribeOptions,
): DescribedModel {
  const { isEnabled = true, underlying = null, details: user } = choice ?? {};
  const found = findModel(catalogue, { kind, modelId: model.id, underlying: underlying ?? undefined });
  const merged = mergeDetails({ user, provider, catalogue: found });
  const isInherited = Object.values(merged.origins).includes('inherited');
  return { ...model, isEnabled, underlying, ...merged, inheritedFrom: (isInherited && found?.inheritedFrom) || null };
}

/** What those see who only choose a model. */
export function offerModel({
  providerId,
  id,
  name,
  ownedBy,
  details: { name: ownName, context, prices },
}: DescribedModel): OfferedModel {
  const { input, output } = prices ?? {};
  return {
    providerId,
    id,
    name: ownName ?? name,
    ownedBy,
    ...(context !== undefined && { context }),
    ...((input !== undefined || output !== undefined) && {
      prices: { ...(input !== undefined && { input }), ...(output !== undefined && { output }) },
    }),
  };
}
