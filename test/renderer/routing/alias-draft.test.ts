// Catches: an alias that asks in another order after it was opened and saved, or takes a name that cannot be asked for.
import { describe, expect, test } from 'vitest';
import {
  type AliasDraft,
  aliasChoicesOf,
  aliasDraftOf,
  aliasErrors,
  countMore,
  emptyAlias,
  nameError,
  newTarget,
  sharesOf,
} from '../../../renderer/features/routing/alias-draft.ts';
import { firstTargets } from '../../../renderer/features/routing/first-targets.ts';
import { moved, placeAt } from '../../../renderer/features/routing/reorder.ts';
import { standingOfTarget } from '../../../renderer/features/routing/target-standing.ts';
import { createFormat } from '../../../renderer/lib/format.ts';
import { catalogueFor } from '../../../shared/i18n/index.ts';
import { aliasChoices, aliasName } from '../../../shared/model/alias.ts';
import type { ProviderId } from '../../../shared/model/ids.ts';
import { usualFallbacks } from '../../../shared/model/usual-fallbacks.ts';
import { plainProvider } from '../../helpers/plain-provider.ts';

const i18n = { t: catalogueFor('en'), format: createFormat('en') };
const providerId = '019a0b1c-2d3e-7f40-8a5b-6c7d8e9fa0b1' as ProviderId;
const target = (modelId: string) => ({ providerId, modelId });
const targets = ['a', 'b', 'c'].map((modelId) => newTarget(target(modelId)));
const draft: AliasDraft = { ...emptyAlias, name: 'fast', targets };

describe('the order', () => {
  // Catches: a drag that the host never hears of.
  test('is the order of asking', () => {
    const { targets: stored } = aliasChoicesOf({ ...draft, targets: targets.toReversed() });
    expect(stored.map(({ target: { modelId }, priority }) => `${modelId}${priority}`)).toEqual(['c0', 'b1', 'a2']);
  });

  // Catches: targets that should share the requests put one behind the other, so that only the first gets any.
  test.each(['weighted', 'round-robin'] as const)('is none where %s lets them share', (strategy) => {
    const { targets: stored } = aliasChoicesOf({ ...draft, strategy });
    expect(stored.map(({ priority }) => priority)).toEqual([0, 0, 0]);
  });

  // Catches: opening and saving that changes something.
  test.each(['priority', 'weighted'] as const)('of %s survives', (strategy) => {
    const steps = targets.map((one, at) => ({ ...one, step: strategy === 'weighted' ? at % 2 : 0, weight: 2.5 }));
    const choices = aliasChoicesOf({
      ...draft,
      strategy,
      targets: steps,
      stepTimeout: 1.5,
      localWait: 0,
      cacheFor: 60,
    });
    expect(aliasChoices.safeParse({ ...choices, isEnabled: true }).success).toBe(true);
    expect(choices).toMatchObject({ stepTimeout: 1500, localWait: 0, cacheFor: 60 });
    const again = aliasChoicesOf(aliasDraftOf(choices));
    expect(again).toEqual({ ...choices, targets: choices.targets.toSorted((a, b) => a.priority - b.priority) });
  });

  // Catches: an off-by-one that drops a row beside the place it was let go.
  test('changes by moving one', () => {
    expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
    expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
    const same = ['a', 'b'];
    expect(moved(same, 0, -1)).toBe(same);
    expect(moved(same, 1, 2)).toBe(same);
    expect([0, 15, 25, 99].map((y) => placeAt(y, [10, 20, 30]))).toEqual([0, 1, 2, 3]);
  });
});

describe('the name', () => {
  const taken = [{ id: 'x' as never, name: 'Fast' }];
  const wrong = (name: string) => nameError(name, taken, { own: 'new', t: i18n.t });

  // Catches: a name that the form takes and the host refuses, or the other way round.
  test.each(['fast2', 'gpt-4o', 'größe', 'a/b:c@d', 'auto', 'AUTO', '', ' x ', 'two words', '-x', 'x!', '1'])(
    '%j is judged as the host does',
    (name) => {
      expect(wrong(name) === undefined).toBe(name.trim() !== '' && aliasName.safeParse(name).success);
    },
  );

  // Catches: two aliases of one name, and an alias that is in the way of itself.
  test('is free, whatever its capitals', () => {
    expect(wrong('FAST')).toBe(i18n.t.routing.alias.nameErrors.taken);
    expect(nameError('fast', taken, { own: 'x' as never, t: i18n.t })).toBeUndefined();
  });
});

describe('the rest', () => {
  // Catches: a second list of what is usual that drifts from the first.
  test('what is usual is what the model says', () => {
    expect(countMore(emptyAlias)).toBe(0);
    expect(countMore({ ...emptyAlias, fallbackOn: usualFallbacks.toReversed(), cacheFor: 1, isSticky: false })).toBe(2);
  });

  // Catches: a number out of range that only the host refuses.
  test.each([
    [{ stepTimeout: 0.05 }, 'stepTimeout'],
    [{ localWait: 3601 }, 'localWait'],
    [{ cacheFor: 0.5 }, 'cacheFor'],
    [{ targets: [] }, 'targets'],
    [{ targets: [{ ...newTarget(target('a')), weight: 1001 }] }, 'weight.0'],
    [{ targets: [{ ...newTarget(target('a')), step: null }] }, 'step.0'],
  ] as [Partial<AliasDraft>, string][])('%j is refused at %s', (part, field) => {
    expect(Object.keys(aliasErrors({ ...draft, ...part }, i18n))).toEqual([field]);
    expect(aliasErrors(draft, i18n)).toEqual({});
  });

  // Catches: a share shown for a target that only stands in, or one that is off.
  test('shares are of those that are asked first', () => {
    const some = [
      { ...newTarget(target('a')), weight: 3 },
      { ...newTarget(target('b')), weight: 1 },
      { ...newTarget(target('c')), step: 1 },
      { ...newTarget(target('d')), isEnabled: false },
    ];
    expect(sharesOf(some)).toEqual([0.75, 0.25, null, null]);
  });

  // Catches: an alias to begin with that holds one provider three times.
  test('the first one has a model of each provider', () => {
    const model = (provider: string, id: string) => ({
      providerId: provider as ProviderId,
      id,
      name: id,
      ownedBy: null,
    });
    const found = firstTargets([model('p', 'text-embed'), model('p', 'chat'), model('q', 'other')], []);
    expect(found).toEqual([
      { providerId: 'p', modelId: 'chat' },
      { providerId: 'q', modelId: 'other' },
    ]);
  });

  // Catches: a green dot beside a provider that is off or gone.
  test('a target stands as its provider does', () => {
    const health = { status: 'Healthy' } as Parameters<typeof standingOfTarget>[1];
    expect(standingOfTarget(undefined, health)).toBe('gone');
    expect(standingOfTarget(plainProvider({ isEnabled: false }), health)).toBe('off');
    expect(standingOfTarget(plainProvider(), health)).toBe('ready');
    expect(standingOfTarget(plainProvider(), undefined)).toBe('unknown');
  });
});
