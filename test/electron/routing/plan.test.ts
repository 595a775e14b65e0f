import { expect, test } from 'vitest';
import { newId } from '../../../electron/lib/id.ts';
import { plan } from '../../../electron/routing/plan.ts';
import type { ProviderId } from '../../../shared/model/ids.ts';

// Catches: a chosen model swapped for another one, or asked twice.
test('a chosen model is the only attempt', () => {
  const target = { providerId: newId<ProviderId>(), modelId: 'steady' };
  expect(plan({ target })).toEqual([{ target, reason: 'chosen' }]);
});
