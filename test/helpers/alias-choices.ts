import type { AliasChoices } from '../../shared/model/alias.ts';
import type { Target } from '../../shared/model/provider.ts';
import { usualFallbacks } from '../../shared/model/usual-fallbacks.ts';

/** One after the other, and decided anew for each request. */
export const aliasChoicesOf = (
  name: string,
  targets: readonly Target[],
  more: Partial<AliasChoices> = {},
): AliasChoices => ({
  name,
  description: '',
  isEnabled: true,
  strategy: 'priority',
  isSticky: false,
  fallbackOn: [...usualFallbacks],
  stepTimeout: null,
  localWait: null,
  cacheFor: null,
  targets: targets.map((target, priority) => ({ target, isEnabled: true, priority, weight: 1 })),
  ...more,
});
