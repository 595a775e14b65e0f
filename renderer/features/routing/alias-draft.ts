import type { Catalogue } from '../../../shared/i18n/index.ts';
import type { Alias, AliasChoices, AliasTarget, FallbackReason } from '../../../shared/model/alias.ts';
import type { AliasId } from '../../../shared/model/ids.ts';
import type { Target } from '../../../shared/model/provider.ts';
import type { Strategy } from '../../../shared/model/routing.ts';
import { usualFallbacks } from '../../../shared/model/usual-fallbacks.ts';
import type { FormErrors } from './condition-errors.ts';

export interface TargetDraft {
  target: Target;
  isEnabled: boolean;
  weight: number | null;
  /** Those of the lowest one share the requests, where the strategy lets them share. */
  step: number | null;
}

/** An alias as it is typed; times are in seconds, null is an empty field. On and off is not part of it. */
export interface AliasDraft {
  name: string;
  description: string;
  strategy: Strategy;
  targets: readonly TargetDraft[];
  isSticky: boolean;
  fallbackOn: readonly FallbackReason[];
  stepTimeout: number | null;
  localWait: number | null;
  cacheFor: number | null;
}

export const emptyAlias: AliasDraft = {
  name: '',
  description: '',
  strategy: 'priority',
  targets: [],
  isSticky: true,
  fallbackOn: usualFallbacks,
  stepTimeout: null,
  localWait: null,
  cacheFor: null,
};

/** Those share the requests within a step; for all others the order of the list is the order of asking. */
export const isShared = (strategy: Strategy): boolean => strategy === 'weighted' || strategy === 'round-robin';

/** The built-in name that chooses among all models. */
export const autoName = 'auto';

export const sameTarget = (a: Target, b: Target): boolean => a.providerId === b.providerId && a.modelId === b.modelId;

export const newTarget = (target: Target): TargetDraft => ({ target, isEnabled: true, weight: 1, step: 0 });

const seconds = (ms: number | null): number | null => (ms === null ? null : ms / 1000);
const milliseconds = (value: number | null): number | null => (value === null ? null : Math.round(value * 1000));

export function aliasDraftOf(alias: Omit<Alias, 'id' | 'isEnabled'>): AliasDraft {
  const { name, description, strategy, isSticky, fallbackOn, stepTimeout, localWait, cacheFor } = alias;
  const targets = alias.targets
    .toSorted((a, b) => a.priority - b.priority)
    .map(({ target, isEnabled, weight, priority }): TargetDraft => {
      return { target, isEnabled, weight, step: isShared(strategy) ? priority : 0 };
    });
  return {
    name,
    description,
    strategy,
    targets,
    isSticky,
    fallbackOn,
    stepTimeout: seconds(stepTimeout),
    localWait: seconds(localWait),
    cacheFor,
  };
}

/** Only for a draft in which `aliasErrors` found nothing. */
export function aliasChoicesOf(draft: AliasDraft): Omit<AliasChoices, 'isEnabled'> {
  const { strategy, isSticky, fallbackOn, cacheFor } = draft;
  const targets = draft.targets.map(({ target, isEnabled, weight, step }, at): AliasTarget => {
    return { target, isEnabled, weight: weight ?? 1, priority: isShared(strategy) ? (step ?? 0) : at };
  });
  return {
    name: draft.name.trim(),
    description: draft.description.trim(),
    strategy,
    isSticky,
    fallbackOn: [...fallbackOn],
    stepTimeout: milliseconds(draft.stepTimeout),
    localWait: milliseconds(draft.localWait),
    cacheFor,
    targets,
  };
}

/** How much of the requests each gets by its weight, 0 to 1; null for those that only stand in. */
export function sharesOf(targets: readonly TargetDraft[]): (number | null)[] {
  const asked = targets.filter(({ isEnabled }) => isEnabled);
  const lowest = Math.min(...asked.map(({ step }) => step ?? 0));
  const sharing = asked.filter(({ step }) => (step ?? 0) === lowest);
  const sum = sharing.reduce((total, { weight }) => total + (weight ?? 0), 0);
  return targets.map((target) => (sharing.includes(target) && sum > 0 ? (target.weight ?? 0) / sum : null));
}

/** How many of the choices that are folded away are another than usual. */
export const countMore = (draft: AliasDraft): number =>
  [
    draft.isSticky !== emptyAlias.isSticky,
    draft.fallbackOn.toSorted().join() !== usualFallbacks.toSorted().join(),
    draft.stepTimeout !== null,
    draft.localWait !== null,
    draft.cacheFor !== null,
  ].filter(Boolean).length;

const namePattern = /^[\p{L}\p{N}][\p{L}\p{N}._:@/-]*$/u;

/** What is wrong with a name, said while it is typed. */
export function nameError(
  name: string,
  taken: readonly Pick<Alias, 'id' | 'name'>[],
  { own, t }: { own: AliasId | 'new'; t: Pick<Catalogue, 'routing'> },
): string | undefined {
  const words = t.routing.alias.nameErrors;
  const typed = name.trim().toLowerCase();
  if (typed === '') return words.missing;
  if (!namePattern.test(typed)) return words.letters;
  if (typed === autoName) return words.builtIn;
  return taken.some((alias) => alias.id !== own && alias.name.toLowerCase() === typed) ? words.taken : undefined;
}

const isBetween = (value: number | null, from: number, to: number): boolean =>
  value === null || (value >= from && value <= to);

/** All but the name, by field; those of a target are `weight.0` and `step.0`. */
export function aliasErrors(
  draft: AliasDraft,
  {
    t,
    format,
  }: { t: Pick<Catalogue, 'routing' | 'common'>; format: { number(value: number, digits?: number): string } },
): FormErrors {
  const words = t.routing.alias;
  const range = (from: number, to: number): string => words.outOfRange(format.number(from, 1), format.number(to));
  const found: Record<string, string> = {};
  if (draft.targets.length === 0) found['targets'] = words.targetsMissing;
  for (const [at, { weight, step }] of draft.targets.entries()) {
    if (weight === null || !isBetween(weight, 0, 1000)) found[`weight.${at}`] = range(0, 1000);
    if (step === null || !Number.isInteger(step) || !isBetween(step, 0, 1000)) {
      found[`step.${at}`] = t.common.wholeNumber(0, 1000);
    }
  }
  if (!isBetween(draft.stepTimeout, 0.1, 3600)) found['stepTimeout'] = range(0.1, 3600);
  if (!isBetween(draft.localWait, 0, 3600)) found['localWait'] = range(0, 3600);
  if (draft.cacheFor !== null && !(Number.isInteger(draft.cacheFor) && isBetween(draft.cacheFor, 1, 31_536_000))) {
    found['cacheFor'] = t.common.wholeNumber(1, 31_536_000);
  }
  return found;
}
